import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { KubernetesObject } from '../apiserver/kubernetesApi';

/** A policy that many verdicts of the demo hang on. */
export const policy = (mode: string): KubernetesObject => ({
  apiVersion: 'security.istio.io/v1',
  kind: 'PeerAuthentication',
  metadata: { name: 'default', namespace: 'nginx-permissive' },
  spec: { mtls: { mode } },
});

/** What a server answers that is too busy. */
export const unavailable = {
  status: 503,
  type: 'application/json',
  body: '{"kind":"Status","message":"the server is busy"}',
  headers: { 'Retry-After': '1' },
};

/** A pod, with as much in it as is asked for. */
export function pod(name: string, ballast = ''): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: 'nginx-permissive', labels: { app: 'many' } },
    spec: {
      containers: [
        {
          name: 'app',
          image: 'example.com/app',
          env: [{ name: 'BALLAST', value: ballast }],
        },
      ],
    },
  };
}

/** Does something with all of them, some at a time. */
export async function forAll<T>(
  all: readonly T[],
  work: (one: T) => Promise<void>,
) {
  const rest = [...all];
  const worker = async () => {
    for (let one = rest.pop(); one; one = rest.pop()) await work(one);
  };
  await Promise.all(Array.from({ length: 20 }, worker));
}

/** A certificate authority that nobody's certificate comes from. */
export function otherAuthority(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'ingress-posture-ca-'));
  const [key, file] = ['ca.key', 'ca.crt'].map(one => path.join(folder, one));
  execFileSync(
    'openssl',
    [
      ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1'],
      ...['-subj', '/CN=nobody', '-keyout', key, '-out', file],
    ],
    { stdio: 'ignore' },
  );
  return file;
}

/** Forgets what was before now; a watch from before is answered with 410 from then on. */
export async function compact(etcd: string): Promise<void> {
  const call = async (what: string, body: object) => {
    const answer = await fetch(`${etcd}/v3/kv/${what}`, {
      method: 'POST',
      body: JSON.stringify(body),
    });
    assert.equal(answer.status, 200, what);
    return answer.json() as Promise<{ header: { revision: string } }>;
  };
  const { header } = await call('range', { key: btoa('/'), limit: 1 });
  await call('compaction', { revision: header.revision, physical: true });
}
