import { manifest, Manifest } from './manifest';

export interface PodShape {
  readonly key: string;
  readonly ip: string;
  readonly app: string;
  readonly node: number;
  readonly proxy: 'sidecar' | 'router' | 'none';
  readonly labels?: Readonly<Record<string, string>>;
  readonly image?: string;
}

const redirection = [
  'istio-iptables -p 15001 -z 15006 -u 1337 -m REDIRECT -i * -x  -b * -d 15090,15021,15020',
]
  .join(' ')
  .split(' ');

/** A Pod with all that the API sends of one: some kilobytes, few of which any rule reads. */
export function pod({
  key,
  ip,
  app,
  node,
  proxy,
  labels = {},
  image = `registry.example.com/${app}:1.4.2`,
}: PodShape): Manifest {
  const meshed = proxy === 'sidecar';
  const main =
    proxy === 'router' ? proxyContainer('router') : container('app', image);
  return manifest(
    'Pod',
    key,
    {
      spec: {
        containers: [main, ...(meshed ? [proxyContainer('sidecar')] : [])],
        ...(meshed && { initContainers: [initContainer()] }),
        nodeName: `node-${node}`,
        serviceAccountName: app,
        restartPolicy: 'Always',
        dnsPolicy: 'ClusterFirst',
        schedulerName: 'default-scheduler',
        terminationGracePeriodSeconds: 30,
        tolerations: ['not-ready', 'unreachable'].map(reason => ({
          key: `node.kubernetes.io/${reason}`,
          operator: 'Exists',
          effect: 'NoExecute',
          tolerationSeconds: 300,
        })),
        volumes: ['token', 'config', 'tmp', 'istio-envoy', 'istio-data'].map(
          name => ({ name, emptyDir: {} }),
        ),
      },
      status: status(ip, node),
    },
    {
      app,
      'app.kubernetes.io/name': app,
      'pod-template-hash': '5d8f9c7b64',
      ...(meshed && {
        'security.istio.io/tlsMode': 'istio',
        'service.istio.io/canonical-name': app,
        'service.istio.io/canonical-revision': 'latest',
      }),
      ...labels,
    },
    {
      annotations: {
        'prometheus.io/scrape': 'true',
        'prometheus.io/port': '8080',
        ...(meshed && {
          'sidecar.istio.io/status':
            '{"initContainers":["istio-init"],"containers":["istio-proxy"],"volumes":["istio-envoy","istio-data"],"revision":"default"}',
        }),
      },
      ownerReferences: [
        {
          apiVersion: 'apps/v1',
          kind: 'ReplicaSet',
          name: `${app}-5d8f9c7b64`,
          uid: '00000000-0000-4000-8000-000000000000',
          controller: true,
          blockOwnerDeletion: true,
        },
      ],
    },
  );
}

function container(name: string, image: string) {
  return {
    name,
    image,
    imagePullPolicy: 'IfNotPresent',
    ports: [{ name: 'http', containerPort: 8080, protocol: 'TCP' }],
    env: Array.from({ length: 12 }, (_, index) => ({
      name: `SETTING_${index}`,
      value: `value of setting ${index}`,
    })),
    resources: {
      limits: { cpu: '1', memory: '512Mi' },
      requests: { cpu: '100m', memory: '128Mi' },
    },
    readinessProbe: {
      httpGet: { path: '/ready', port: 8080, scheme: 'HTTP' },
      periodSeconds: 10,
      timeoutSeconds: 1,
      successThreshold: 1,
      failureThreshold: 3,
    },
    terminationMessagePath: '/dev/termination-log',
    terminationMessagePolicy: 'File',
    volumeMounts: ['token', 'config', 'tmp'].map(mount => ({
      name: mount,
      mountPath: `/var/run/${mount}`,
    })),
  };
}

function proxyContainer(role: 'sidecar' | 'router') {
  return {
    ...container('istio-proxy', 'docker.io/istio/proxyv2:1.30.0'),
    args: ['proxy', role, '--domain', '$(POD_NAMESPACE).svc.cluster.local'],
    ports: [
      { name: 'http-envoy-prom', containerPort: 15090, protocol: 'TCP' },
      ...(role === 'router' ? [{ containerPort: 8080, protocol: 'TCP' }] : []),
    ],
  };
}

function initContainer() {
  return {
    name: 'istio-init',
    image: 'docker.io/istio/proxyv2:1.30.0',
    args: redirection,
    resources: {},
  };
}

function status(ip: string, node: number) {
  const at = '2026-03-01T08:00:10Z';
  return {
    phase: 'Running',
    podIP: ip,
    podIPs: [{ ip }],
    hostIP: `10.0.${node >> 8}.${node & 255}`,
    qosClass: 'Burstable',
    startTime: at,
    conditions: [
      'PodReadyToStartContainers',
      'Initialized',
      'Ready',
      'ContainersReady',
      'PodScheduled',
    ].map(type => ({
      type,
      status: 'True',
      lastProbeTime: null,
      lastTransitionTime: at,
    })),
    containerStatuses: [
      {
        name: 'app',
        ready: true,
        started: true,
        restartCount: 0,
        image: 'registry.example.com/app:1.4.2',
        imageID: `registry.example.com/app@sha256:${'0123456789abcdef'.repeat(
          4,
        )}`,
        containerID: `containerd://${'0123456789abcdef'.repeat(4)}`,
        state: { running: { startedAt: at } },
      },
    ],
  };
}
