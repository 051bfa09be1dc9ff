import type { Evidence, Reason } from '@ingress-posture/engine';
import { Look, paragraph } from './paragraph';

/** Reasons with the source of each rule, and the fields that it read. */
export function printReasons(
  reasons: readonly Reason[],
  indent: number,
  look: Look,
): readonly string[] {
  return reasons.flatMap(({ text, evidence, source }) => [
    ...paragraph(`- ${text}`, indent, look),
    ...evidence.flatMap(one => paragraph(evidenceLine(one), indent + 4, look)),
    ...(source === undefined
      ? []
      : paragraph(`rule: ${source}`, indent + 4, look)),
  ]);
}

/** "Pod shop/cart-1 (version 8123): spec.hostNetwork = true". */
export function evidenceLine(evidence: Evidence): string {
  const { object, resourceVersion, field, value } = evidence;
  const version =
    resourceVersion === undefined ? '' : ` (version ${resourceVersion})`;
  return `${object}${version}: ${field} = ${value}`;
}
