import { serviceGroupings } from '../wire/fleet';
import { modeRank, postureRank } from '../wire/ranks';
import { serviceSortKeys } from '../wire/serviceList';
import { answerSchemas } from './answerSchemas';
import { changeSchemas } from './changeSchemas';
import { postureSchemas } from './postureSchemas';
import { text } from './schema';

// A parameter that is there says something: to leave it out is to say nothing.
const filledText = { type: 'string', minLength: 1 } as const;

const json = (schema: string) => ({
  'application/json': { schema: { $ref: `#/components/schemas/${schema}` } },
});

const pathParameter = (name: string, description: string) => ({
  name,
  in: 'path',
  required: true,
  description,
  schema: filledText,
});

const queryParameter = (name: string, description: string, schema: object) => ({
  name,
  in: 'query',
  required: false,
  description,
  // Else spaces that come as plus signs are refused, and so are references with colons and slashes.
  allowReserved: true,
  schema,
});

const listOf = (name: string, description: string, values: object) => ({
  ...queryParameter(name, description, {
    type: 'array',
    items: { type: 'string', enum: Object.keys(values) },
    minItems: 1,
  }),
  style: 'form',
  explode: false,
});

const responses = (description: string, schema: string) => ({
  200: {
    description,
    headers: { ETag: { schema: text } },
    content: json(schema),
  },
  304: { description: 'Unchanged since the answer that If-None-Match names' },
  default: {
    description: "An error in Backstage's shape",
    content: json('Error'),
  },
});

const serviceFilters = [
  queryParameter('cluster', 'Only this cluster', filledText),
  queryParameter('namespace', 'Only this Kubernetes namespace', filledText),
  listOf('posture', 'Only these mTLS postures', postureRank),
  listOf('mode', 'Only these integration modes', modeRank),
  queryParameter(
    'vendor',
    'Only behind edges of this vendor, or of none',
    filledText,
  ),
  queryParameter('owner', 'Only owned by this entity, or by none', filledText),
  queryParameter('system', 'Only of this system, or of none', filledText),
  queryParameter(
    'environment',
    'Only in clusters of this environment, or of none',
    filledText,
  ),
  queryParameter('claimed', 'Whether a catalog entity claims it', {
    type: 'boolean',
  }),
  queryParameter(
    'contested',
    'Whether several entities claim it with the same right',
    { type: 'boolean' },
  ),
  queryParameter(
    'retired',
    'Whether an edge in front of it is of a vendor past its end of life',
    { type: 'boolean' },
  ),
  queryParameter(
    'search',
    'Part of a name, namespace, host or owner',
    filledText,
  ),
];

/** OpenAPI 3.1 description of the backend plugin's HTTP API; served at `/openapi.json`. */
export const openApiDescription = {
  openapi: '3.1.0',
  info: {
    title: 'ingress-posture',
    version: '1',
    description:
      'How ingress reaches the services of catalog entities, and whether every hop is mTLS.',
    license: {
      name: 'Apache-2.0',
      url: 'https://www.apache.org/licenses/LICENSE-2.0.html',
    },
  },
  servers: [{ url: '/' }],
  paths: {
    '/entities/{kind}/{namespace}/{name}/postures': {
      get: {
        operationId: 'getEntityPostures',
        summary: 'Postures of the services that belong to a catalog entity',
        parameters: [
          pathParameter('kind', 'Kind of the entity'),
          pathParameter('namespace', 'Namespace of the entity in the catalog'),
          pathParameter('name', 'Name of the entity'),
        ],
        responses: responses(
          "The entity's services, and how they were found",
          'EntityPostures',
        ),
      },
    },
    '/entities': {
      get: {
        operationId: 'listEntityVerdicts',
        summary:
          'One verdict for each entity that has services; for other backend plugins, not for users',
        parameters: [],
        responses: responses('All of them, sorted', 'EntityVerdicts'),
      },
    },
    '/services': {
      get: {
        operationId: 'listServices',
        summary: 'All services, filtered, sorted and paged',
        parameters: [
          ...serviceFilters,
          queryParameter('sort', 'Column to sort by', {
            type: 'string',
            enum: [...serviceSortKeys],
            default: 'posture',
          }),
          queryParameter('order', 'Direction', {
            type: 'string',
            enum: ['asc', 'desc'],
            default: 'asc',
          }),
          queryParameter('limit', 'Size of the page', {
            type: 'integer',
            minimum: 1,
            maximum: 500,
            default: 50,
          }),
          queryParameter('offset', 'Services to leave out at the start', {
            type: 'integer',
            minimum: 0,
            maximum: 2_147_483_647,
            default: 0,
          }),
        ],
        responses: responses('A page of services', 'ServiceList'),
      },
    },
    '/services/groups': {
      get: {
        operationId: 'groupServices',
        summary: 'How many services of each posture and mode a group has',
        parameters: [
          {
            ...queryParameter('by', 'What services are grouped by', {
              type: 'string',
              enum: [...serviceGroupings],
            }),
            required: true,
          },
          ...serviceFilters,
        ],
        responses: responses('All groups', 'ServiceGroups'),
      },
    },
    '/services/history': {
      get: {
        operationId: 'getServiceHistory',
        summary: 'How many services had each posture on the days before',
        parameters: [
          queryParameter('cluster', 'Only of this cluster', filledText),
          queryParameter(
            'environment',
            'Only of clusters of this environment, or of none',
            filledText,
          ),
        ],
        responses: responses(
          'The last month, day by day; nothing for a caller who does not see every service',
          'ServiceHistory',
        ),
      },
    },
    '/services/csv': {
      get: {
        operationId: 'exportServices',
        summary: 'All services that fit, as CSV (RFC 4180)',
        parameters: serviceFilters,
        responses: {
          200: {
            description: 'A line for each service, below a line of names',
            content: { 'text/csv': { schema: text } },
          },
          default: {
            description: "An error in Backstage's shape",
            content: json('Error'),
          },
        },
      },
    },
    '/end-of-life': {
      get: {
        operationId: 'listEndOfLife',
        summary: 'Vendors at their end of life that services are behind',
        parameters: serviceFilters,
        responses: responses('The radar', 'EndOfLifeRadar'),
      },
    },
    '/services/{cluster}/{namespace}/{name}': {
      get: {
        operationId: 'getService',
        summary: 'One service with all its proof',
        parameters: [
          pathParameter('cluster', 'Name of the cluster'),
          pathParameter('namespace', 'Kubernetes namespace'),
          pathParameter('name', 'Name of the Service'),
        ],
        responses: responses("The service's posture", 'StoredPosture'),
      },
    },
    '/services/{cluster}/{namespace}/{name}/remedies/{remedy}/after': {
      get: {
        operationId: 'getServiceAfterRemedy',
        summary: 'The service as it would be after all steps of a remedy',
        parameters: [
          pathParameter('cluster', 'Name of the cluster'),
          pathParameter('namespace', 'Kubernetes namespace'),
          pathParameter('name', 'Name of the Service'),
          pathParameter('remedy', 'Id of one of its remedies'),
        ],
        responses: responses('The posture to come', 'ServicePosture'),
      },
    },
    '/services/{cluster}/{namespace}/{name}/silence': {
      post: {
        operationId: 'silenceFinding',
        summary: 'The annotation that silences a finding; it is not applied',
        parameters: [
          pathParameter('cluster', 'Name of the cluster'),
          pathParameter('namespace', 'Kubernetes namespace'),
          pathParameter('name', 'Name of the Service'),
        ],
        requestBody: { required: true, content: json('SilenceQuestion') },
        responses: responses('How it is silenced', 'Silence'),
      },
    },
    '/clusters/{cluster}/connect': {
      post: {
        operationId: 'connect',
        summary: 'What would become of one connection, and why',
        parameters: [pathParameter('cluster', 'Name of the cluster')],
        requestBody: {
          required: true,
          content: json('ConnectionQuestion'),
        },
        responses: responses('Where it would end', 'ConnectionAnswer'),
      },
    },
    '/strict-readiness': {
      get: {
        operationId: 'getStrictReadiness',
        summary: 'How many namespaces of each cluster could turn STRICT now',
        parameters: [],
        responses: responses(
          'The clusters of which the caller sees everything',
          'StrictReadiness',
        ),
      },
    },
    '/clusters/{cluster}/strict-preview': {
      get: {
        operationId: 'previewStrict',
        summary: 'Who breaks if something turned STRICT now, and a safe order',
        parameters: [
          pathParameter('cluster', 'Name of the cluster'),
          queryParameter(
            'namespace',
            'This namespace, not the whole mesh',
            filledText,
          ),
          queryParameter(
            'service',
            'The workload behind this Service of it',
            filledText,
          ),
          queryParameter('remedies', 'Whether to work out remedies as well', {
            type: 'boolean',
            default: true,
          }),
        ],
        responses: responses('The preview', 'StrictPreview'),
      },
    },
    '/clusters/{cluster}/what-if': {
      post: {
        operationId: 'whatIf',
        summary: 'What would change if manifests were applied, or deleted',
        parameters: [pathParameter('cluster', 'Name of the cluster')],
        requestBody: { required: true, content: json('WhatIfQuestion') },
        responses: responses('Verdicts that would change', 'WhatIf'),
      },
    },
    '/clusters': {
      get: {
        operationId: 'listClusters',
        summary: 'The configured clusters and how fresh they are',
        parameters: [],
        responses: responses('All clusters', 'ClusterList'),
      },
    },
  },
  components: {
    schemas: { ...postureSchemas, ...changeSchemas, ...answerSchemas },
  },
} as const;
