import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { RouteDial } from '@ingress-posture/engine';
import { answersOf, ContourAnswer } from './answerFile';
import { dialled } from './dialled';
import { edgePod } from './edgePod';

const answers = answersOf<ContourAnswer>('contour');

const image = `ghcr.io/projectcontour/contour:v${answers.version}`;
const pods = [
  edgePod('projectcontour', 'contour-0', { app: 'contour' }, image, ['serve']),
  edgePod('projectcontour', 'envoy-0', { app: 'envoy' }, image, [
    'envoy',
    'shutdown-manager',
  ]),
];

/** A cluster as Contour configures it in Envoy. */
function written({ addresses, tls, protocol }: RouteDial) {
  return { dials: addresses, tls: tls !== null, http2: protocol === 'http2' };
}

function byDials(
  a: { readonly dials: readonly string[] },
  b: { readonly dials: readonly string[] },
) {
  return a.dials[0].localeCompare(b.dials[0]);
}

describe('what Contour itself dials', () => {
  for (const { route, result } of answers.routes) {
    it(`for ${route.kind} ${route.name} the engine says too`, () => {
      const found = dialled([...answers.objects, ...pods], route);
      const wanted = result.to.map(({ dials, tls, http2 }) => ({
        dials: [...dials].sort(),
        tls,
        http2,
      }));
      assert.deepEqual(found.map(written).sort(byDials), wanted.sort(byDials));
      const hosts = found.map(({ host }) => host.value ?? null);
      // One name for the route, or one for each of its services.
      const rewrites = [result.hostRewrite].flat();
      assert.deepEqual([...new Set(hosts)], found.length ? rewrites : []);
    });
  }
});
