import type { Evidence, Finding } from '@ingress-posture/engine';
import { posture } from '../__testUtils__/postures';
import { toRecord } from './PostureRecord';

/** A posture with this evidence. */
function read(evidence: Partial<Evidence>) {
  const finding = {
    code: 'IP0101',
    evidence: [
      {
        object: 'Service edge/nginx',
        resourceVersion: '1',
        field: 'spec.type',
        value: 'NodePort',
        ...evidence,
      },
    ],
  } as unknown as Finding;
  return toRecord(posture('cart', { findings: [finding] }));
}

describe('toRecord', () => {
  it('takes a posture for the same that was read from a newer version of an object', () => {
    expect(read({ resourceVersion: '2' }).hash).toBe(read({}).hash);
    expect(read({ resourceVersion: '2' }).document).toContain('"2"');
  });

  it.each<Partial<Evidence>>([
    { object: 'Service edge/other' },
    { field: 'spec.ports' },
    { value: 'LoadBalancer' },
    { value: '{","resourceVersion":"7"' },
  ])('takes it for another with evidence of %j', evidence => {
    expect(read(evidence).hash).not.toBe(read({}).hash);
  });

  it('does not mistake a text that looks like a version for one', () => {
    const value = (version: string) =>
      `,"resourceVersion":"${version}","field":`;
    expect(read({ value: value('7') }).hash).not.toBe(
      read({ value: value('8') }).hash,
    );
  });
});
