import type { cli as en } from '../en/cli.ts';
import { EXPECTED } from './settings.ts';

export const cli: typeof en = {
  'usage-flag-unknown': ({ flag, nearest }) =>
    nearest === null
      ? `没有 ${flag} 这个选项：请看 --help。`
      : `没有 ${flag} 这个选项：是不是想写 ${nearest}？`,
  'usage-flag-needs-value': ({ flag, value }) => `选项 ${flag} 需要一个值：请写成 ${flag} ${value}。`,
  'usage-flag-takes-no-value': ({ flag }) => `选项 ${flag} 不带值：请单独书写。`,
  'usage-value-invalid': ({ flag, expected }) => `${flag} 的值无法使用：它应为${EXPECTED[expected]}。`,
  'usage-flags-conflict': ({ flag, other }) => `${flag} 和 ${other} 不能同时使用：请去掉其中一个。`,
  'usage-file-not-found': ({ path }) => `找不到文件 ${path}：请检查文件名和所在文件夹。`,
  'usage-word-not-understood': ({ word }) =>
    `“${word}”既不是文件，也不是网址：提问请加引号，例如 "What is this?" 或“这是什么？”。`,
  'usage-two-questions': ({ second }) =>
    `“${second}”成了第二个问题：请用引号括住整个问题，或给出存在的文件。`,

  'help-usage': () => '用法',
  'help-summary': () => '与视觉模型谈论图片。不带问题时开始一段对话。',
  'help-usage-line': () => 'vision-chat [选项] [图片 …] ["问题"]',
  'help-pictures': () => '图片可以是文件、http(s) 网址或 data URL；-- 之后不再有选项。',
  'help-flags': () => '选项',
  'help-examples': () => '示例',
  'help-environment': () => '环境变量（优先级低于选项，高于设置文件）',
  'help-files': () => '文件',
  'help-exit-codes': () => '退出码',

  'help-flag-continue': () => '接着最近一次会话',
  'help-flag-resume': () => '按编号或文件恢复会话；不写则从列表中选择',
  'help-flag-model': () => '要使用的模型',
  'help-flag-base-url': () => '兼容 OpenAI 的服务器，如 http://localhost:11434/v1',
  'help-flag-api-key-env': () => '存放该服务器密钥的环境变量',
  'help-flag-api-key-file': () => '只含密钥的文件',
  'help-flag-max-tokens': () => '每次回复的 token 上限',
  'help-flag-temperature': () => '0 到 2；不指定则不发送',
  'help-flag-system': () => '新会话的系统提示',
  'help-flag-timeout': () => '等待回复首字节的时间（600）',
  'help-flag-idle-timeout': () => '回复中途等待的时间（60）',
  'help-flag-sessions': () => '存放会话的文件夹',
  'help-flag-no-save': () => '不在磁盘上留下会话、图片和输入历史',
  'help-flag-plain': () => '逐行纯文本，适合读屏软件和日志',
  'help-flag-no-color': () => '不使用颜色',
  'help-flag-lang': () => '程序的语言',
  'help-flag-allow-private-hosts': () => '也允许从内网和本机地址获取图片',
  'help-flag-help': () => '显示本帮助',
  'help-flag-version': () => '显示版本',

  'help-example-ask': () => '这张幻灯片讲了什么？',
  'help-example-ask-does': () => '就一张图片提问，然后继续聊',
  'help-example-local-does': () => '使用本机上的模型',
  'help-example-continue-does': () => '从上次停下的地方继续',

  'help-variable-openai-key': () => '密钥，只发给 OPENAI_BASE_URL 或 OpenAI',
  'help-variable-openai-others': () => '服务器和模型，与其他程序通用',
  'help-variable-ours': () => '同样三项，仅用于本程序，优先级更高',
  'help-variable-config-dir': () => '设置文件所在的文件夹',
  'help-variable-like-flags': () => '同名选项的默认值',
  'help-variable-no-color': () => '设为任意值：不使用颜色',

  'help-file-settings': () => '设置',
  'help-file-sessions': () => '会话',
  'help-file-history': () => '输入历史',

  'help-exit-done': () => '完成',
  'help-exit-usage': () => '命令行有误',
  'help-exit-bad-input': () => '图片或输入文件无法使用',
  'help-exit-endpoint': () => '服务器或网络出错，或尚未配置',
  'help-exit-refused': () => '模型拒绝回答，或回复被过滤',
  'help-exit-schema': () => '回复不符合指定的 schema',
  'help-exit-partial': () => '多张图片中有一部分失败',
  'help-exit-interrupted': () => '被中断',
};
