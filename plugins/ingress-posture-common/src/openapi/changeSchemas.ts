import { findingCodes } from '@ingress-posture/engine';
import {
  count,
  flag,
  list,
  object,
  oneOf,
  ref,
  text,
  textOrNull,
} from './schema';

const serviceKey = object({ namespace: text, name: text });
const steps = object(
  {
    action: oneOf(['patch', 'create', 'restart', 'delete']),
    title: text,
    object: object(
      { apiVersion: text, kind: text, namespace: text, name: text },
      ['namespace'],
    ),
    patch: text,
    patchType: oneOf(['json', 'strategic']),
    diff: text,
    command: text,
    verify: object({ command: text, expect: text }),
    undo: text,
    managedBy: text,
  },
  ['patchType', 'diff', 'managedBy'],
);
const orNull = (schema: object) => ({ oneOf: [schema, { type: 'null' }] });

/** Schemas of what would become of a cluster: the engine's `StrictPreview` and `WhatIf`. */
export const changeSchemas = {
  StrictScope: {
    oneOf: [
      object({ kind: oneOf(['mesh']) }),
      object({ kind: oneOf(['namespace']), namespace: text }),
      object({ kind: oneOf(['workload']), namespace: text, service: text }),
    ],
  },
  BrokenService: object(
    {
      service: serviceKey,
      owner: text,
      workload: orNull(object({ kind: text, name: text })),
      paths: list(
        object({
          edge: ref('EdgeRef'),
          route: ref('RouteRef'),
          port: count,
          posture: ref('MtlsPosture'),
          sentence: text,
        }),
      ),
      ports: list(count),
      remedies: orNull(
        list(
          object({
            id: text,
            title: text,
            reaches: ref('MtlsPosture'),
            standing: oneOf(['proven', 'advice']),
            steps: count,
          }),
        ),
      ),
    },
    ['owner'],
  ),
  RolloutStage: object({
    namespace: textOrNull,
    standing: oneOf(['done', 'ready', 'with-exceptions', 'blocked']),
    sentence: text,
    services: count,
    excepted: list(object({ service: serviceKey, ports: list(count) })),
    steps: list(steps),
  }),
  StrictPreview: object({
    version: { type: 'integer', enum: [1] },
    cluster: text,
    scope: ref('StrictScope'),
    sentence: text,
    counts: object({
      services: count,
      strict: count,
      ready: count,
      breaking: count,
      apart: count,
    }),
    breaks: list(ref('BrokenService')),
    stillPermissive: list(
      object({
        service: serviceKey,
        port: count,
        mode: oneOf(['DISABLE', 'PERMISSIVE', 'STRICT']),
        needed: flag,
        sentence: text,
        policy: textOrNull,
      }),
    ),
    order: list(ref('RolloutStage')),
    caveats: list(text),
  }),
  WhatIfQuestion: object({ put: text, remove: text }, ['put', 'remove']),
  WhatIfVerdict: object({
    posture: ref('MtlsPosture'),
    mode: ref('IntegrationMode'),
    certainty: ref('Certainty'),
    sentence: text,
  }),
  ChangedFinding: object({
    code: oneOf(findingCodes),
    severity: oneOf(['error', 'warning', 'info']),
    title: text,
  }),
  WhatIfService: object({
    service: serviceKey,
    before: orNull(ref('WhatIfVerdict')),
    after: orNull(ref('WhatIfVerdict')),
    direction: oneOf(['better', 'worse', 'other']),
    paths: list(
      object({
        edge: ref('EdgeRef'),
        route: ref('RouteRef'),
        port: count,
        before: orNull(ref('MtlsPosture')),
        after: orNull(ref('MtlsPosture')),
        sentence: text,
        breaks: flag,
      }),
    ),
    findings: object({
      appear: list(ref('ChangedFinding')),
      go: list(ref('ChangedFinding')),
    }),
  }),
  WhatIf: object({
    version: { type: 'integer', enum: [1] },
    cluster: text,
    sentence: text,
    objects: list(
      object(
        {
          effect: oneOf([
            'created',
            'replaced',
            'same',
            'removed',
            'absent',
            'ignored',
          ]),
          apiVersion: text,
          kind: text,
          namespace: text,
          name: text,
        },
        ['namespace'],
      ),
    ),
    counts: object({
      services: count,
      changed: count,
      better: count,
      worse: count,
      brokenPaths: count,
      unsure: count,
    }),
    changes: list(ref('WhatIfService')),
    unsure: list(serviceKey),
  }),
};
