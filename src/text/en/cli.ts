import type { Nothing } from '../nothing.ts';
import { EXPECTED, type Expected } from './settings.ts';

type Flag = { readonly flag: string };

export const cli = {
  'usage-flag-unknown': ({ flag, nearest }: Flag & { readonly nearest: string | null }) =>
    nearest === null
      ? `There is no flag ${flag}: see --help.`
      : `There is no flag ${flag}: did you mean ${nearest}?`,
  'usage-flag-needs-value': ({ flag, value }: Flag & { readonly value: string }) =>
    `The flag ${flag} needs a value: write ${flag} ${value}.`,
  'usage-flag-takes-no-value': ({ flag }: Flag) => `The flag ${flag} takes no value: write it alone.`,
  'usage-value-invalid': ({ flag, expected }: Flag & { readonly expected: Expected }) =>
    `The value of ${flag} cannot be used: it must be ${EXPECTED[expected]}.`,
  'usage-flags-conflict': ({ flag, other }: Flag & { readonly other: string }) =>
    `${flag} and ${other} cannot go together: leave one of them out.`,
  'usage-file-not-found': ({ path }: { readonly path: string }) =>
    `There is no file ${path}: check its name and folder.`,
  'usage-word-not-understood': ({ word }: { readonly word: string }) =>
    `"${word}" is neither a file nor a URL: put a question in quotes, as in "What is this?".`,
  'usage-two-questions': ({ second }: { readonly second: string }) =>
    `"${second}" would be a second question: put quotes around the whole question, or name an existing file.`,

  'help-usage': (_: Nothing) => 'Usage',
  'help-summary': (_: Nothing) =>
    'Talk about pictures with a vision model. Without a question a conversation starts.',
  'help-usage-line': (_: Nothing) => 'vision-chat [flags] [picture …] ["question"]',
  'help-pictures': (_: Nothing) => 'A picture is a file, an http(s) URL or a data URL; -- ends the flags.',
  'help-flags': (_: Nothing) => 'Flags',
  'help-examples': (_: Nothing) => 'Examples',
  'help-environment': (_: Nothing) => 'Environment, after the flags and before the settings file',
  'help-files': (_: Nothing) => 'Files',
  'help-exit-codes': (_: Nothing) => 'Exit codes',

  'help-flag-continue': (_: Nothing) => 'go on with the latest session',
  'help-flag-resume': (_: Nothing) => 'go on with a session by id or file; without one, choose from a list',
  'help-flag-model': (_: Nothing) => 'model to ask',
  'help-flag-base-url': (_: Nothing) => 'OpenAI-compatible server, as in http://localhost:11434/v1',
  'help-flag-api-key-env': (_: Nothing) => 'variable that holds the key for that server',
  'help-flag-api-key-file': (_: Nothing) => 'file that holds the key and nothing else',
  'help-flag-max-tokens': (_: Nothing) => 'most tokens of a reply',
  'help-flag-temperature': (_: Nothing) => '0 to 2; not sent unless given',
  'help-flag-system': (_: Nothing) => 'system prompt of a new session',
  'help-flag-timeout': (_: Nothing) => 'wait for the first byte of a reply (600)',
  'help-flag-idle-timeout': (_: Nothing) => 'wait between the bytes of a reply (60)',
  'help-flag-sessions': (_: Nothing) => 'folder of the sessions',
  'help-flag-no-save': (_: Nothing) => 'leave nothing on disk: no session, pictures or prompt history',
  'help-flag-plain': (_: Nothing) => 'plain lines, for screen readers and logs',
  'help-flag-no-color': (_: Nothing) => 'no colours',
  'help-flag-lang': (_: Nothing) => 'language of the program',
  'help-flag-allow-private-hosts': (_: Nothing) => 'fetch pictures from private addresses too',
  'help-flag-help': (_: Nothing) => 'show this help',
  'help-flag-version': (_: Nothing) => 'show the version',

  'help-example-ask': (_: Nothing) => 'What does this slide say?',
  'help-example-ask-does': (_: Nothing) => 'ask about a picture and go on talking',
  'help-example-local-does': (_: Nothing) => 'a model on this computer',
  'help-example-continue-does': (_: Nothing) => 'go on where you left off',

  'help-variable-openai-key': (_: Nothing) => 'key, sent to OPENAI_BASE_URL or OpenAI, nowhere else',
  'help-variable-openai-others': (_: Nothing) => 'server and model, as other programs read them',
  'help-variable-ours': (_: Nothing) => 'the same three, asked first, for this program alone',
  'help-variable-config-dir': (_: Nothing) => 'folder of the settings file',
  'help-variable-like-flags': (_: Nothing) => 'as the flags of the same name',
  'help-variable-no-color': (_: Nothing) => 'set to anything: no colours',

  'help-file-settings': (_: Nothing) => 'settings',
  'help-file-sessions': (_: Nothing) => 'sessions',
  'help-file-history': (_: Nothing) => 'prompt history',

  'help-exit-done': (_: Nothing) => 'done',
  'help-exit-usage': (_: Nothing) => 'command line not understood',
  'help-exit-bad-input': (_: Nothing) => 'a picture or input file cannot be used',
  'help-exit-endpoint': (_: Nothing) => 'endpoint or network failed, or none is configured',
  'help-exit-refused': (_: Nothing) => 'the model refused or a filter blocked the reply',
  'help-exit-schema': (_: Nothing) => 'the reply does not fit the schema',
  'help-exit-partial': (_: Nothing) => 'some of several pictures failed',
  'help-exit-interrupted': (_: Nothing) => 'interrupted',
};
