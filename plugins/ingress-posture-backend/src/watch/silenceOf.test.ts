import { ClusterState } from '@ingress-posture/engine';
import { execFileSync } from 'node:child_process';
import { silenceOf } from './silenceOf';

const key = { namespace: 'shop', name: 'cart' };

function stateWith(ignored?: string): ClusterState {
  const state = new ClusterState({ name: 'demo' });
  state.upsert({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: {
      ...key,
      annotations: ignored ? { 'ingress-posture.io/ignore': ignored } : {},
    },
    spec: { ports: [{ port: 80 }] },
  });
  return state;
}

describe('silenceOf', () => {
  it.each([
    [undefined, 'IP0101: known'],
    ['IP0302: old reason', 'IP0302: old reason\nIP0101: known'],
    [
      'IP0101: other\nIP0302, IP0303: both',
      'IP0302, IP0303: both\nIP0101: known',
    ],
  ])('adds its line to %j', (ignored, value) => {
    const question = { code: 'IP0101', reason: ' known ' };
    const silence = silenceOf(stateWith(ignored), key, question)!;
    expect(silence.value).toBe(value);
    expect(JSON.parse(silence.patch)).toEqual({
      metadata: { annotations: { 'ingress-posture.io/ignore': value } },
    });
  });

  it('writes a command that a shell takes as one word, whatever the reason', () => {
    const reason = `it's "fine" $(date) \\ ; rm -rf`;
    const { command, value } = silenceOf(stateWith(), key, {
      code: 'IP0101',
      reason,
    })!;
    const said = execFileSync('sh', [
      '-c',
      `kubectl() { printf '%s' "$7"; }; ${command}`,
    ]);
    expect(said.toString()).toBe(`ingress-posture.io/ignore=${value}`);
  });

  it('knows no Service that is not there', () => {
    const question = { code: 'IP0101', reason: 'known' };
    const gone = { namespace: 'shop', name: 'gone' };
    expect(silenceOf(stateWith(), gone, question)).toBeUndefined();
  });
});
