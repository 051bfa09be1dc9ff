import { Finding } from '@ingress-posture/engine';
import { english } from './en';
import { Text } from './useText';

type KnownCode = keyof typeof english.findings;

/** What a finding is called in the reader's language; one of a newer backend by its English title. */
export function findingTitle(
  { code, title }: Pick<Finding, 'code' | 'title'>,
  text: Text,
): string {
  return isKnown(code) ? text(`findings.${code}`) : title;
}

function isKnown(code: string): code is KnownCode {
  return Object.hasOwn(english.findings, code);
}
