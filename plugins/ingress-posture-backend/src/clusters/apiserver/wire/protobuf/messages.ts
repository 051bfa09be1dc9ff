import { message, Message } from './message';

/**
 * The part of Kubernetes' messages that the engine's `trim` functions read. Numbers and types are those
 * of the `generated.proto` that each chapter names; what is a pointer says the `types.go` beside it.
 */

// k8s.io/apimachinery/pkg/apis/meta/v1

const ownerReference = message({
  kind: [1, 'text'],
  name: [3, 'text'],
  controller: [6, 'flag?'],
});

const metadata = message({
  name: [1, 'text'],
  namespace: [3, 'text'],
  resourceVersion: [6, 'text'],
  creationTimestamp: [8, 'time'],
  deletionTimestamp: [9, 'time'],
  labels: [11, 'map'],
  annotations: [12, 'map'],
  ownerReferences: [13, [ownerReference]],
});

const labelSelector = message({
  matchLabels: [1, 'map'],
  matchExpressions: [
    2,
    [
      message({
        key: [1, 'text'],
        operator: [2, 'text'],
        values: [3, ['text']],
      }),
    ],
  ],
});

const partialObjectMetadata = message({ metadata: [1, metadata] });

const status = message({
  message: [3, 'text'],
  details: [5, message({ retryAfterSeconds: [5, 'whole'] })],
  code: [6, 'whole'],
});

/** What a list says about itself. */
export const listMetadata = message({
  resourceVersion: [2, 'text'],
  continue: [3, 'text'],
});

/** A frame of a watch. */
export const watchEvent = message({
  type: [1, 'text'],
  // runtime.RawExtension
  object: [2, message({ raw: [1, 'bytes'] })],
});

// k8s.io/apimachinery/pkg/runtime

/** Which message is in an envelope. */
export const typeMeta = message({ apiVersion: [1, 'text'], kind: [2, 'text'] });

/** Unknown: the envelope of every message. */
export const envelope = message({
  typeMeta: [1, typeMeta],
  raw: [2, 'bytes'],
});

// k8s.io/api/core/v1

const namespace = partialObjectMetadata;

const node = message({
  metadata: [1, metadata],
  spec: [2, message({ providerID: [3, 'text'] })],
  status: [
    3,
    message({
      addresses: [5, [message({ type: [1, 'text'], address: [2, 'text'] })]],
    }),
  ],
});

const configMap = message({ metadata: [1, metadata], data: [2, 'map'] });

const probe = message({
  handler: [
    1,
    {
      inline: message({
        httpGet: [2, message({ port: [2, 'intOrString'] })],
        grpc: [4, message({ port: [1, 'whole'] })],
      }),
    },
  ],
});

const container = message({
  name: [1, 'text'],
  image: [2, 'text'],
  command: [3, ['text']],
  args: [4, ['text']],
  ports: [
    6,
    [
      message({
        name: [1, 'text'],
        hostPort: [2, 'whole'],
        containerPort: [3, 'whole'],
        protocol: [4, 'text'],
      }),
    ],
  ],
  env: [7, [message({ name: [1, 'text'], value: [2, 'text'] })]],
  livenessProbe: [10, probe],
  readinessProbe: [11, probe],
  securityContext: [
    15,
    message({ runAsUser: [4, 'whole?'], runAsGroup: [8, 'whole?'] }),
  ],
  startupProbe: [22, probe],
  restartPolicy: [24, 'text?'],
});

// The name of a LocalObjectReference, which stands first in what mounts a ConfigMap.
const mountedConfigMap = message({
  localObjectReference: [1, { inline: message({ name: [1, 'text'] }) }],
});

const volume = message({
  volumeSource: [
    2,
    {
      inline: message({
        configMap: [19, mountedConfigMap],
        projected: [
          26,
          message({
            sources: [1, [message({ configMap: [3, mountedConfigMap] })]],
          }),
        ],
      }),
    },
  ],
});

const pod = message({
  metadata: [1, metadata],
  spec: [
    2,
    message({
      volumes: [1, [volume]],
      containers: [2, [container]],
      serviceAccountName: [8, 'text'],
      nodeName: [10, 'text'],
      hostNetwork: [11, 'flag'],
      securityContext: [
        14,
        message({ runAsUser: [2, 'whole?'], runAsGroup: [6, 'whole?'] }),
      ],
      initContainers: [20, [container]],
    }),
  ],
  status: [
    3,
    message({
      phase: [1, 'text'],
      conditions: [2, [message({ type: [1, 'text'], status: [2, 'text'] })]],
      hostIP: [5, 'text'],
      podIP: [6, 'text'],
      podIPs: [12, [message({ ip: [1, 'text'] })]],
    }),
  ],
});

const service = message({
  metadata: [1, metadata],
  spec: [
    2,
    message({
      ports: [
        1,
        [
          message({
            name: [1, 'text'],
            protocol: [2, 'text'],
            port: [3, 'whole'],
            targetPort: [4, 'intOrString'],
            nodePort: [5, 'whole'],
            appProtocol: [6, 'text?'],
          }),
        ],
      ],
      selector: [2, 'map'],
      clusterIP: [3, 'text'],
      type: [4, 'text'],
      externalIPs: [5, ['text']],
      loadBalancerSourceRanges: [9, ['text']],
      externalName: [10, 'text'],
      externalTrafficPolicy: [11, 'text'],
      publishNotReadyAddresses: [13, 'flag'],
      clusterIPs: [18, ['text']],
      loadBalancerClass: [21, 'text?'],
      internalTrafficPolicy: [22, 'text?'],
    }),
  ],
  status: [
    3,
    message({
      loadBalancer: [
        1,
        message({
          ingress: [1, [message({ ip: [1, 'text'], hostname: [2, 'text'] })]],
        }),
      ],
    }),
  ],
});

// k8s.io/api/discovery/v1

const endpointSlice = message({
  metadata: [1, metadata],
  endpoints: [
    2,
    [
      message({
        addresses: [1, ['text']],
        conditions: [
          2,
          message({
            ready: [1, 'flag?'],
            serving: [2, 'flag?'],
            terminating: [3, 'flag?'],
          }),
        ],
        targetRef: [
          4,
          message({
            kind: [1, 'text'],
            namespace: [2, 'text'],
            name: [3, 'text'],
          }),
        ],
        nodeName: [6, 'text'],
      }),
    ],
  ],
  ports: [
    3,
    [
      message({
        name: [1, 'text?'],
        protocol: [2, 'text?'],
        port: [3, 'whole?'],
      }),
    ],
  ],
  addressType: [4, 'text'],
});

// k8s.io/api/networking/v1

const ingressBackend = message({
  resource: [
    3,
    message({ apiGroup: [1, 'text'], kind: [2, 'text'], name: [3, 'text'] }),
  ],
  service: [
    4,
    message({
      name: [1, 'text'],
      port: [2, message({ name: [1, 'text'], number: [2, 'whole'] })],
    }),
  ],
});

const ingressPath = message({
  path: [1, 'text'],
  backend: [2, ingressBackend],
  pathType: [3, 'text?'],
});

const ingress = message({
  metadata: [1, metadata],
  spec: [
    2,
    message({
      defaultBackend: [1, ingressBackend],
      tls: [2, [message({ hosts: [1, ['text']], secretName: [2, 'text'] })]],
      rules: [
        3,
        [
          message({
            host: [1, 'text'],
            ingressRuleValue: [
              2,
              {
                inline: message({
                  http: [1, message({ paths: [1, [ingressPath]] })],
                }),
              },
            ],
          }),
        ],
      ],
      ingressClassName: [4, 'text?'],
    }),
  ],
  status: [
    3,
    message({
      loadBalancer: [
        1,
        message({
          ingress: [1, [message({ ip: [1, 'text'], hostname: [2, 'text'] })]],
        }),
      ],
    }),
  ],
});

const ingressClass = message({
  metadata: [1, metadata],
  spec: [
    2,
    message({
      controller: [1, 'text'],
      parameters: [
        2,
        message({
          apiGroup: [1, 'text?'],
          kind: [2, 'text'],
          name: [3, 'text'],
          namespace: [5, 'text?'],
        }),
      ],
    }),
  ],
});

const networkPolicyPort = message({
  protocol: [1, 'text?'],
  port: [2, 'intOrString'],
  endPort: [3, 'whole?'],
});

const networkPolicyPeer = message({
  podSelector: [1, labelSelector],
  namespaceSelector: [2, labelSelector],
});

const networkPolicy = message({
  metadata: [1, metadata],
  spec: [
    2,
    message({
      podSelector: [1, labelSelector],
      ingress: [
        2,
        [
          message({
            ports: [1, [networkPolicyPort]],
            from: [2, [networkPolicyPeer]],
          }),
        ],
      ],
      egress: [
        3,
        [
          message({
            ports: [1, [networkPolicyPort]],
            to: [2, [networkPolicyPeer]],
          }),
        ],
      ],
      policyTypes: [4, ['text']],
    }),
  ],
});

// k8s.io/api/admissionregistration/v1

const webhook = message({
  clientConfig: [
    2,
    message({
      service: [
        1,
        message({
          namespace: [1, 'text'],
          name: [2, 'text'],
          port: [4, 'whole?'],
        }),
      ],
    }),
  ],
});

const webhookConfiguration = message({
  metadata: [1, metadata],
  webhooks: [2, [webhook]],
});

const byType: Readonly<Record<string, Message>> = {
  'v1 Status': status,
  'meta.k8s.io/v1 PartialObjectMetadata': partialObjectMetadata,
  'v1 Namespace': namespace,
  'v1 Node': node,
  'v1 ConfigMap': configMap,
  'v1 Pod': pod,
  'v1 Service': service,
  'discovery.k8s.io/v1 EndpointSlice': endpointSlice,
  'networking.k8s.io/v1 Ingress': ingress,
  'networking.k8s.io/v1 IngressClass': ingressClass,
  'networking.k8s.io/v1 NetworkPolicy': networkPolicy,
  'admissionregistration.k8s.io/v1 ValidatingWebhookConfiguration':
    webhookConfiguration,
  'admissionregistration.k8s.io/v1 MutatingWebhookConfiguration':
    webhookConfiguration,
};

/** The message of a type of objects; undefined for those that are not read as protobuf, as custom resources. */
export function messageOf(
  apiVersion: string,
  kind: string,
): Message | undefined {
  return byType[`${apiVersion} ${kind}`];
}
