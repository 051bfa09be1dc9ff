import type { ServicePosture } from '@ingress-posture/engine';
import type { GateVerdict } from '../gate/verdictOf';
import type { Problem } from '../gate/problems';
import { serviceName } from './serviceCells';

/** A test case a service, with its failing problems in it, as JUnit's XML that CI servers read. */
export function toJunit(
  postures: readonly ServicePosture[],
  { failing }: GateVerdict,
): string {
  const byService = new Map<string, Problem[]>();
  for (const one of failing) {
    byService.set(one.service, [...(byService.get(one.service) ?? []), one]);
  }
  const cases = postures.map(posture =>
    caseOf(posture, byService.get(serviceName(posture)) ?? []),
  );
  const count = `tests="${postures.length}" failures="${byService.size}" errors="0"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="ingress-posture" ${count}>`,
    `  <testsuite name="ingress-posture" ${count}>`,
    ...cases,
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

function caseOf(posture: ServicePosture, failing: readonly Problem[]): string {
  const { namespace, name } = posture.service;
  const open = `    <testcase classname="${xml(namespace)}" name="${xml(
    name,
  )}"`;
  const said = `${posture.posture}, ${posture.mode}, ${posture.certainty}: ${posture.sentence}`;
  const out = `      <system-out>${xml(said)}</system-out>`;
  if (failing.length === 0) return `${open}>\n${out}\n    </testcase>`;
  const titles = failing.map(
    one => one.finding?.title ?? `it is ${one.posture}`,
  );
  const details = failing.map(one =>
    one.finding
      ? `${one.finding.code} ${one.finding.title}: ${one.finding.detail}`
      : `${one.service} is ${one.posture}: ${posture.sentence}`,
  );
  return [
    `${open}>`,
    `      <failure message="${xml(titles.join('; '))}" type="${xml(
      failing[0].finding?.code ?? 'posture',
    )}">${xml(details.join('\n'))}</failure>`,
    out,
    '    </testcase>',
  ].join('\n');
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

// Whatever is no Char of XML 1.0 (2.2): control characters, halves of letters.
const unwritable = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

/** Text as XML 1.0 takes it: without what it has no way to write. */
export function xml(text: string): string {
  return text.replace(unwritable, '').replace(/[&<>"]/g, one => entities[one]);
}
