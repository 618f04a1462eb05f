import type { MisbehaviourName } from './misbehaviours.ts';
import type { ModelDialect, ModelEntry } from './models.ts';

/** How a fake server is set up; all of it may be left out. */
export type FakeServerOptions = {
  /** 0 (the default): any free port. */
  readonly port?: number;
  /** The bearer token that requests must bring; without it, any or none will do. */
  readonly key?: string;
  /** Top-level fields that may come besides model, messages, stream and stream_options. */
  readonly allow?: readonly string[];
  /** Media types that pictures may have; PNG and JPEG by default. */
  readonly formats?: readonly string[];
  /** Whether pictures may be http(s) URLs, which are not fetched. */
  readonly pictureUrls?: boolean;
  /** Bad pictures are refused as ever, but are no problem. */
  readonly badPictures?: boolean;
  /** The pace of answers that do not set their own; as fast as they go by default. */
  readonly tokensPerSecond?: number;
  /** The models that are listed. When given, others are refused with 404. */
  readonly models?: readonly ModelEntry[];
  readonly modelDialect?: ModelDialect;
  /** What answers that are not scripted do wrong. */
  readonly misbehave?: MisbehaviourName;
  /** How many of the last requests are kept; all by default. */
  readonly keep?: number;
  /** Told one line per request and per violation. */
  readonly log?: (line: string) => void;
};
