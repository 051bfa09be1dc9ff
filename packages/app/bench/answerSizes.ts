import { gzipSync } from 'node:zlib';
import type { IngressPostureApi } from '@ingress-posture/plugin-ingress-posture-common';
import { kilobytes, print, quantile } from './print';

const sampled = 60;

/** Bytes of what a tab asks for, compressed as web servers do. */
export async function answerSizes(api: IngressPostureApi): Promise<void> {
  const entity = await api.getEntityPostures('component:default/nginx-strict');
  print('JSON of a tab, gzipped', kilobytes(gzipped(entity)));
  const { items } = await api.listServices({
    cluster: 'bench',
    limit: sampled,
  });
  const sizes: number[] = [];
  for (const { cluster, namespace, name } of items) {
    const posture = await api.getService({ cluster, namespace, name });
    sizes.push(gzipped(posture));
  }
  const worst = `of the ${sizes.length} worst services`;
  print(
    `one service in full, ${worst}: median`,
    kilobytes(quantile(sizes, 0.5)),
  );
  print('largest', kilobytes(Math.max(...sizes)));
}

function gzipped(answer: unknown): number {
  return gzipSync(JSON.stringify(answer)).length;
}
