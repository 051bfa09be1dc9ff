import type { KubeObject } from '../state/meta';
import {
  FindingCode,
  FindingMessage,
  findingMessages,
  messageOf,
} from './findings/messages';
import type { ServiceFacts } from './serviceFacts';
import type { Finding } from './servicePosture';

type Names<Message extends string> =
  Message extends `${string}{${infer Name}}${infer Rest}`
    ? Name | Names<Rest>
    : never;

/** What the message of a code wants to be told. */
export type ArgumentsOf<Code extends FindingCode> = Readonly<
  Record<Names<(typeof findingMessages)[Code]['message']>, string | number>
>;

type Place = Pick<Finding, 'path' | 'hop' | 'evidence'>;

/** What a rule found; the rest is in the registry. */
export interface Found<Arguments> extends Place {
  readonly says: Arguments;
  /** The objects it is about, besides the Service and the path's route: an annotation there silences it. */
  readonly about?: readonly KubeObject[];
}

/** A finding before anybody looked whether it is silenced. */
export interface Raised extends Place {
  readonly detail: string;
  readonly about: readonly KubeObject[];
}

/** One coded statement. Its page is docs/findings/<code>.md. */
export interface FindingRule extends FindingMessage {
  readonly code: FindingCode;
  readonly detect: (facts: ServiceFacts) => readonly Raised[];
}

/** A rule: the registry's row of a code, and how it is found. */
export function findingRule<Code extends FindingCode>(
  code: Code,
  detect: (facts: ServiceFacts) => readonly Found<ArgumentsOf<Code>>[],
): FindingRule {
  const row = messageOf(code);
  return {
    code,
    ...row,
    detect: facts =>
      detect(facts).map(({ says, about = [], ...place }) => ({
        ...place,
        about,
        detail: fill(row.message, says),
      })),
  };
}

function fill(
  message: string,
  says: Readonly<Record<string, string | number>>,
): string {
  return message.replace(/\{(\w+)\}/g, (_, name: string) => String(says[name]));
}
