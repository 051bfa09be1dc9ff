import type { HttpAuthService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import {
  parseManifests,
  StrictPreview,
  StrictScope,
  WhatIf,
} from '@ingress-posture/engine';
import type { WhatIfQuestion } from '@ingress-posture/plugin-ingress-posture-common';
import type { Request, Router } from 'express';
import type { ClusterWatch } from '../watch/ClusterWatch';

interface ChangeRoutesOptions {
  readonly httpAuth: HttpAuthService;
  /** Who can be asked about a cluster; throws when there is no such cluster. */
  readonly watchOf: (cluster: string) => Pick<ClusterWatch, 'ask'>;
}

/** The questions about what is not so yet. */
export function addChangeRoutes(
  router: Router,
  { httpAuth, watchOf }: ChangeRoutesOptions,
): void {
  const allow = { allow: ['user' as const, 'service' as const] };

  router.get('/clusters/:cluster/strict-preview', async (request, response) => {
    await httpAuth.credentials(request, allow);
    const watch = watchOf(request.params.cluster);
    const preview = await watch.ask<'strict-preview'>({
      kind: 'strict-preview',
      scope: scopeOf(request.query),
    });
    response.json(preview satisfies StrictPreview);
  });
  router.post('/clusters/:cluster/what-if', async (request, response) => {
    await httpAuth.credentials(request, allow);
    const watch = watchOf(request.params.cluster);
    const { put, remove } = request.body as WhatIfQuestion;
    const answer = await watch.ask<'what-if'>({
      kind: 'what-if',
      put: objectsIn(put, 'put'),
      remove: objectsIn(remove, 'remove'),
    });
    response.json(answer satisfies WhatIf);
  });
}

function scopeOf({ namespace, service }: Request['query']): StrictScope {
  if (typeof namespace !== 'string') {
    if (service === undefined) return { kind: 'mesh' };
    throw new InputError('A service is named with its namespace');
  }
  return typeof service === 'string'
    ? { kind: 'workload', namespace, service }
    : { kind: 'namespace', namespace };
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
