import { claimKinds } from '../wire/claim';
import { serviceGroupings } from '../wire/fleet';
import { integrationModes, mtlsPostures } from '../wire/ranks';
import {
  count,
  date,
  flag,
  list,
  number,
  object,
  oneOf,
  ref,
  text,
  textOrNull,
  time,
  timeOrNull,
} from './schema';

const counts = (names: readonly string[]) =>
  object(Object.fromEntries(names.map(name => [name, count])));

const serviceCounts = {
  posture: counts(mtlsPostures),
  mode: counts(integrationModes),
};

const clusterStatus = {
  name: text,
  source: text,
  state: oneOf(['starting', 'synced', 'stale', 'stopped']),
  since: time,
  lastEventAt: timeOrNull,
  lastAnalyzedAt: timeOrNull,
  message: textOrNull,
  unreadable: list(ref('UnreadableKind')),
};

/** Schemas of the answers around postures. */
export const answerSchemas = {
  ServiceClaim: object({ entityRef: text, by: oneOf(claimKinds) }),
  StoredPosture: object(
    {
      posture: ref('ServicePosture'),
      observedAt: time,
      since: time,
      stale: flag,
      claims: list(ref('ServiceClaim')),
      contested: flag,
      places: {
        type: 'object',
        additionalProperties: ref('ObjectPlace'),
      },
    },
    ['claims', 'contested', 'places'],
  ),
  ObjectPlace: object({ file: text, line: count }),
  SilenceQuestion: object({
    code: { ...text, pattern: '^IP[0-9]{4}$' },
    // One line, which says something.
    reason: {
      ...text,
      pattern: '^[^\\r\\n]*[^\\s][^\\r\\n]*$',
      maxLength: 500,
    },
  }),
  Silence: object({
    annotation: text,
    value: text,
    patch: text,
    command: text,
  }),
  EntityBinding: object(
    {
      state: oneOf([
        'bound',
        'no-annotations',
        'invalid',
        'no-match',
        'unknown-cluster',
      ]),
      cluster: text,
      namespace: text,
      selector: text,
      message: text,
      problems: list(text),
    },
    ['cluster', 'namespace', 'selector', 'problems'],
  ),
  EntityPostures: object({
    entityRef: text,
    binding: ref('EntityBinding'),
    services: list(ref('StoredPosture')),
    clusters: list(ref('ClusterStatus')),
  }),
  EntityVerdict: object({
    entityRef: text,
    mode: ref('IntegrationMode'),
    posture: ref('MtlsPosture'),
  }),
  EntityVerdicts: object({
    items: list(ref('EntityVerdict')),
    complete: flag,
  }),
  ServiceSummary: object(
    {
      cluster: text,
      namespace: text,
      name: text,
      mode: ref('IntegrationMode'),
      posture: ref('MtlsPosture'),
      certainty: ref('Certainty'),
      sentence: text,
      edges: list(text),
      hosts: list(text),
      entityRef: textOrNull,
      owner: textOrNull,
      system: textOrNull,
      contested: flag,
      findings: counts(['error', 'warning', 'info']),
      since: time,
      observedAt: time,
      stale: flag,
    },
    ['contested'],
  ),
  ServiceList: object({
    items: list(ref('ServiceSummary')),
    total: count,
    counts: object(
      {
        ...serviceCounts,
        unclaimed: count,
        contested: count,
        retired: object({ services: count, vendors: list(text) }),
      },
      ['contested', 'retired'],
    ),
    choices: object({
      vendor: list(text),
      owner: list(text),
      system: list(text),
      namespace: list(text),
      environment: list(text),
    }),
  }),
  ServiceGroup: object({
    key: text,
    total: count,
    counts: object(serviceCounts),
  }),
  ServiceGroups: object({
    by: oneOf(serviceGroupings),
    items: list(ref('ServiceGroup')),
  }),
  DayTotals: object({ day: date, posture: serviceCounts.posture }),
  ServiceHistory: object({ items: list(ref('DayTotals')) }),
  EndOfLifeVendor: object({
    vendor: text,
    title: text,
    date: text,
    text,
    successor: text,
    source: text,
    services: count,
    counts: object(serviceCounts),
  }),
  EndOfLifeRadar: object({ items: list(ref('EndOfLifeVendor')) }),
  ClusterReadiness: object({
    cluster: text,
    namespaces: object({
      done: count,
      ready: count,
      'with-exceptions': count,
      blocked: count,
    }),
  }),
  StrictReadiness: object({ items: list(ref('ClusterReadiness')) }),
  UnreadableKind: object({
    group: text,
    kind: text,
    reason: text,
    rbac: textOrNull,
  }),
  ClusterStatus: object(clusterStatus),
  ClusterDetails: object(
    {
      ...clusterStatus,
      objects: count,
      services: count,
      activity: ref('ClusterActivity'),
    },
    ['activity'],
  ),
  ClusterActivity: object({
    eventsPerSecond: number,
    lagMs: { type: ['number', 'null'], minimum: 0 },
    analysisMs: { type: ['number', 'null'], minimum: 0 },
    relists: count,
    heapBytes: count,
  }),
  ClusterList: object({ items: list(ref('ClusterDetails')) }),
  ConnectionQuestion: object(
    {
      from: textOrNull,
      address: { ...text, minLength: 1 },
      port: { type: 'integer', minimum: 1, maximum: 65_535 },
      host: text,
      protocol: oneOf(['http', 'http2', 'tcp']),
      tls: oneOf(['tls', 'mtls']),
      sni: text,
      path: text,
    },
    ['host', 'tls', 'sni', 'path'],
  ),
  Arrival: object({
    pod: text,
    port: count,
    wire: ref('Wire'),
    outcome: ref('Outcome'),
    why: text,
    certainty: ref('Certainty'),
    reasons: list(ref('Reason')),
    caveats: list(text),
  }),
  ConnectionAnswer: object({
    from: textOrNull,
    arrivals: list(ref('Arrival')),
  }),
  Error: {
    type: 'object',
    required: ['error', 'response'],
    properties: {
      error: {
        type: 'object',
        required: ['name', 'message'],
        properties: { name: text, message: text },
      },
      request: {
        type: 'object',
        properties: { method: text, url: text },
      },
      response: {
        type: 'object',
        required: ['statusCode'],
        properties: { statusCode: count },
      },
    },
  },
};
