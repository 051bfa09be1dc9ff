import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { RouteDial } from '@ingress-posture/engine';
import { answersOf, TraefikAnswer, TraefikServers } from './answerFile';
import { dialled, resolved } from './dialled';
import { edgePod } from './edgePod';

const answers = answersOf<TraefikAnswer>('traefik');

const providers = ['ingress', 'crd', 'gateway', 'ingressnginx'];

// The providers ran with what they need for every route of the objects.
const flags = [
  ...providers.map(one => `--providers.kubernetes${one}=true`),
  '--providers.kubernetesingress.allowexternalnameservices=true',
  '--providers.kubernetescrd.allowexternalnameservices=true',
  '--providers.kubernetescrd.allowcrossnamespace=true',
];

function traefik(nativeLbByDefault: boolean) {
  const native = providers
    .slice(0, 3)
    .map(one => `--providers.kubernetes${one}.nativelbbydefault=true`);
  return edgePod(
    'traefik',
    'traefik-0',
    { 'app.kubernetes.io/name': 'traefik' },
    `docker.io/library/traefik:v${answers.version}`,
    nativeLbByDefault ? [...flags, ...native] : flags,
  );
}

/** Servers as Traefik writes them. */
function written({ addresses, protocol, tls, host }: RouteDial) {
  const plain = protocol === 'http2' ? 'h2c' : 'http';
  const scheme = tls ? 'https' : plain;
  return {
    dials: addresses.map(one => `${scheme}://${one}`),
    passHostHeader: host.kind !== 'address',
  };
}

function comparable(
  objects: readonly object[],
  servers: readonly TraefikServers[] | 'dropped',
) {
  if (servers === 'dropped') return [];
  return servers
    .filter(one => one.dials.length > 0)
    .map(one => ({
      ...one,
      dials: one.dials
        .map(url => {
          const [scheme, address] = url.split('://');
          return `${scheme}://${resolved(objects, address)}`;
        })
        .sort(),
    }))
    .sort((a, b) => a.dials[0].localeCompare(b.dials[0]));
}

describe('what Traefik itself dials', () => {
  for (const native of [false, true]) {
    for (const answer of answers.routes) {
      const { kind, name } = answer.route;
      const way = native ? 'with nativeLBByDefault' : 'by default';
      it(`for ${kind} ${name} of ${answer.provider} ${way} the engine says too`, () => {
        const objects = [...answers.objects, traefik(native)];
        const found = dialled(objects, answer.route).map(written);
        const wanted = native ? answer.nativeLBByDefault : answer.default;
        assert.deepEqual(
          comparable(objects, found),
          comparable(objects, wanted),
        );
      });
    }
  }
});
