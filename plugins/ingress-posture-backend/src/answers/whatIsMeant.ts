import { InputError } from '@backstage/errors';
import {
  parseManifests,
  StrictScope,
  WhatIfChange,
} from '@ingress-posture/engine';
import type { WhatIfQuestion } from '@ingress-posture/plugin-ingress-posture-common';

/** The scope that names mean; throws where a service is named without its namespace. */
export function scopeOf({
  namespace,
  service,
}: {
  readonly namespace?: string;
  readonly service?: string;
}): StrictScope {
  if (namespace === undefined) {
    if (service === undefined) return { kind: 'mesh' };
    throw new InputError('A service is named with its namespace');
  }
  return service === undefined
    ? { kind: 'namespace', namespace }
    : { kind: 'workload', namespace, service };
}

/** The objects in manifests; throws an error with document and line where they are no YAML. */
export function changeOf({ put, remove }: WhatIfQuestion): WhatIfChange {
  return {
    put: objectsIn(put, 'put'),
    remove: objectsIn(remove, 'remove'),
  };
}

function objectsIn(
  yaml: string | undefined,
  field: string,
): readonly unknown[] {
  if (yaml === undefined) return [];
  const { objects, errors } = parseManifests(yaml, field);
  const [error] = errors;
  if (!error) return objects;
  throw new InputError(
    `${field}: document ${error.document}, line ${error.line}: ${error.message}`,
  );
}
