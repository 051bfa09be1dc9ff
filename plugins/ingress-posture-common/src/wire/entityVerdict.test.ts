import type { IntegrationMode, MtlsPosture } from '@ingress-posture/engine';
import { combineVerdicts } from './entityVerdict';
import { integrationModes, mtlsPostures } from './ranks';

const combinedMode = (...modes: IntegrationMode[]) =>
  combineVerdicts(modes.map(mode => ({ mode, posture: 'enforced' }))).mode;

const combinedPosture = (...postures: MtlsPosture[]) =>
  combineVerdicts(postures.map(posture => ({ mode: 'none', posture }))).posture;

describe('combineVerdicts', () => {
  it.each<[IntegrationMode, IntegrationMode[]]>([
    ['standalone', ['standalone', 'standalone']],
    ['mixed', ['standalone', 'chained']],
    ['mixed', ['mixed', 'istio-gateway']],
    ['mixed', ['mixed']],
    ['chained', ['chained', 'mesh-internal', 'none', 'unknown']],
    ['mesh-internal', ['mesh-internal', 'none']],
    ['unknown', ['mesh-internal', 'unknown']],
    ['none', ['none', 'none']],
    ['unknown', []],
  ])('says the mode %s of services that are %j', (mode, modes) => {
    expect(combinedMode(...modes)).toBe(mode);
  });

  it.each<[MtlsPosture, MtlsPosture[]]>([
    ['rejected', ['plaintext', 'rejected', 'enforced']],
    ['plaintext', ['unmeshed', 'plaintext', 'unknown']],
    ['app-tls', ['app-tls', 'permissive']],
    ['permissive', ['enforced', 'permissive']],
    ['unknown', ['enforced', 'unknown']],
    ['unknown', []],
  ])('says the posture %s of services that are %j', (posture, postures) => {
    expect(combinedPosture(...postures)).toBe(posture);
  });

  it('says of one service what is said of the service', () => {
    for (const mode of integrationModes) {
      for (const posture of mtlsPostures) {
        const verdict = { mode, posture };
        expect(combineVerdicts([verdict])).toEqual(verdict);
      }
    }
  });
});
