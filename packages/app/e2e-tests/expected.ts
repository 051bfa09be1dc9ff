import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { IntegrationMode, MtlsPosture } from '@ingress-posture/engine';
import { parse } from 'yaml';

/** What must come out of one case of the demo. */
export interface ExpectedService {
  readonly file: string;
  readonly cluster: string;
  readonly namespace: string;
  readonly service: string;
  readonly entityRef: string;
  readonly mode: IntegrationMode;
  readonly posture: MtlsPosture;
}

interface Expected {
  readonly services: readonly ExpectedService[];
  readonly bindings: readonly {
    readonly entityRef: string;
    readonly state: string;
  }[];
}

const file = path.resolve(__dirname, '../../../examples/expected.yaml');

/** What must come out of the demo, as examples/expected.yaml says. */
export const expected: Expected = parse(readFileSync(file, 'utf8'));

/** Address of an entity's tab. */
export function tabOf(entityRef: string): string {
  const [kind, namespace, name] = entityRef.split(/[:/]/);
  return `/catalog/${namespace}/${kind}/${name}/ingress-posture`;
}
