// What older versions of Istio do otherwise than the rules of this room say, which are those of 1.31.
import type { ClusterState } from '../../state/clusterState';
import { objectName } from '../../state/evidence';
import type { Pod } from '../../state/kinds/pod';
import { configuringVersion, istioVersion } from './controlPlane';
import { meshOf } from '../workload/membership';
import { backendTlsPolicies } from '../../state/kinds/backendTlsPolicy';
import { ignorePolicy, isIgnored } from '../destinationRule/backendTlsPolicy';
import { applyingPolicies, policyBook } from '../policy/peerAuthentication';
import { MeshService, servicesNamed } from '../registry/registry';
import { meshConfigFor } from './revision';
import { sidecarFor } from '../sidecarScope/sidecarSelection';
import { isOlder, lacks, proxyVersion, Version } from './version';

// Before, clients ignored policies of workloads (PR 34118), and ztunnels refused too much (note 49098).
const oldest = '1.22';
// Releases that enforce ports of policies in ambient: notes 53884, 54146.
const ambientPorts = ['1.22.8', '1.23.5', '1.24.3'];

/** What an answer about bytes that arrive at a pod leans on, by the version that is installed. */
export function inboundGates(state: ClusterState, pod: Pod): readonly string[] {
  const version = istioVersion(state, pod);
  const name = objectName(pod);
  const { annotations } = pod.meta;
  const doubts = tooOld(state, pod);
  if (meshOf(pod) === 'ambient') {
    if (lacks(version, ambientPorts)) doubts.push(...ofPorts(state, pod));
    const bypass = 'ambient.istio.io/bypass-inbound-capture';
    if (isOlder(version, '1.24') && annotations[bypass] !== undefined) {
      doubts.push(
        `${name} has the annotation ${bypass}, which Istio knows since 1.24.`,
      );
    }
    return doubts;
  }
  const configured = configuringVersion(state, pod);
  if (isOlder(configured, '1.30') && hasNamedNativePort(pod)) {
    doubts.push(
      `Istio before 1.30 looks for named target ports among containers only, and ${name} has them in a native sidecar.`,
    );
  }
  const included = 'traffic.sidecar.istio.io/includeInboundPorts';
  const byCni = pod.initContainers.some(one => one.name === 'istio-validation');
  if (byCni && annotations[included] === '' && !proxyVersion(pod)) {
    doubts.push(
      `Before Istio 1.25 an empty ${included} had no effect with the CNI plugin, and the version of ${name}'s proxy is not in its image's tag.`,
    );
  }
  return doubts;
}

// PR 59142.
function hasNamedNativePort({ initContainers }: Pod): boolean {
  return initContainers.some(
    ({ name, restartPolicy, ports }) =>
      name !== 'istio-proxy' &&
      restartPolicy === 'Always' &&
      ports.some(one => one.name !== undefined),
  );
}

/** What an answer about a connection that a pod's proxy opens leans on. */
export function outboundGates(
  state: ClusterState,
  pod: Pod,
): readonly string[] {
  const version = configuringVersion(state, pod);
  const doubts = [
    ...tooOld(state, pod),
    ...exportDefaults(state, pod, version),
    ...visibilityDoubts(state, pod, version),
  ];
  if (meshOf(pod) !== 'sidecar' || !isOlder(version, '1.31')) return doubts;
  const sidecar = sidecarFor(state, pod);
  const excludes = sidecar?.egress?.some(({ hosts }) =>
    hosts.some(host => host.startsWith('~') && host !== '~/*'),
  );
  if (sidecar && excludes) {
    doubts.push(
      `${objectName(
        sidecar,
      )} takes hosts out with "~", which Istio understands since 1.31.`,
    );
  }
  const { outboundTrafficPolicy } = meshConfigFor(state, pod);
  if (outboundTrafficPolicy === 'ALLOW_ANY_DYNAMIC_DNS') {
    doubts.push(
      'MeshConfig says ALLOW_ANY_DYNAMIC_DNS, which Istio knows since 1.31.',
    );
  }
  return doubts;
}

// Until then one of "." and "*" was looked for in such a list, in this order, and names of namespaces had no
// effect: istio note 60560, pilot/pkg/model/push_context.go IsServiceVisible and initVirtualServices.
function exportDefaults(
  state: ClusterState,
  pod: Pod,
  version: Version | undefined,
): readonly string[] {
  if (!isOlder(version, '1.31')) return [];
  const config = meshConfigFor(state, pod);
  return (
    ['defaultServiceExportTo', 'defaultVirtualServiceExportTo'] as const
  ).flatMap(field => {
    const listed = config[field].join(', ');
    return listed === '.' || listed === '*'
      ? []
      : [
          `MeshConfig has ${listed} as ${field}; before Istio 1.31 only a "." or a "*" in it had an effect.`,
        ];
  });
}

// istio releasenotes/notes/60870-serviceentry-visibility.yaml.
function visibilityDoubts(
  state: ClusterState,
  pod: Pod,
  version: Version | undefined,
): readonly string[] {
  return isOlder(version, '1.31') && meshConfigFor(state, pod).entryVisibility
    ? ['MeshConfig says serviceEntryVisibility, which Istio knows since 1.31.']
    : [];
}

/** What an answer leans on that goes by the Host of a request: istio PR 56008. */
export function hostGates(
  state: ClusterState,
  pod: Pod,
  host: string,
): readonly string[] {
  const version = configuringVersion(state, pod);
  const isAbsolute = /\.(:\d+)?$/.test(host);
  return isAbsolute && isOlder(version, '1.27')
    ? [
        `The Host ${host} ends in a dot, by which Istio knows Services since 1.27.`,
      ]
    : [];
}

/** What an answer leans on that follows a proxy to a service, by the version that is installed. */
export function clusterGates(
  state: ClusterState,
  pod: Pod,
  service: MeshService,
): readonly string[] {
  const version = configuringVersion(state, pod);
  return [
    ...(meshOf(pod) === 'sidecar' ? sharedHost(state, version, service) : []),
    ...emptySelector(version, service),
    ...ignoredAttachments(state, version, service),
  ];
}

// One of several services of a host is taken: sidecar.go selectServices, since 1.30.
function sharedHost(
  state: ClusterState,
  version: Version | undefined,
  { hostname }: MeshService,
): readonly string[] {
  if (!isOlder(version, '1.30')) return [];
  const owners = servicesNamed(state, hostname).map(one => one.namespace);
  return new Set(owners).size < 2
    ? []
    : [
        `${[...new Set(owners)]
          .sort()
          .join(
            ' and ',
          )} have the host ${hostname}; before Istio 1.30 the first of these namespaces was taken, since then a Service before a ServiceEntry.`,
      ];
}

// It selected every workload of its namespace for a while (istio PR 61690; release notes of 1.30.5).
function emptySelector(
  version: Version | undefined,
  { object }: MeshService,
): readonly string[] {
  if (object.kind !== 'ServiceEntry' || !object.emptySelector) return [];
  const concerned = isOlder(version, '1.31.2') && !isOlder(version, '1.30');
  return concerned && lacks(version, ['1.30.5', '1.31.2'])
    ? [
        `The empty workloadSelector of ${objectName(
          object,
        )} selected every workload of its namespace from Istio 1.30 until 1.30.5; newer releases are taken to be mended since 1.31.2.`,
      ]
    : [];
}

const ignoring = '1.30.1';

function ignoredAttachments(
  state: ClusterState,
  version: Version | undefined,
  { namespace, object }: MeshService,
): readonly string[] {
  if (!isOlder(version, ignoring)) return [];
  return state
    .inNamespace(backendTlsPolicies, namespace)
    .filter(
      one =>
        isIgnored(one) &&
        one.targets.some(
          ({ kind, name }) => kind === object.kind && name === object.meta.name,
        ),
    )
    .map(
      one =>
        `${objectName(
          one,
        )} is to be ignored by ${ignorePolicy}, which Istio knows since ${ignoring}; before, TLS is started by it.`,
    );
}

function ofPorts(state: ClusterState, pod: Pod): readonly string[] {
  const { namespace, labels } = pod.meta;
  const book = policyBook(state, pod);
  const { workload } = applyingPolicies(book, namespace, labels);
  if (!workload?.portLevelMtls.size) return [];
  const since = ambientPorts.join(', ');
  return [
    `${objectName(
      workload,
    )} has modes for ports, which ztunnels follow since Istio ${since}.`,
  ];
}

function tooOld(state: ClusterState, pod: Pod): string[] {
  const version = istioVersion(state, pod);
  return isOlder(version, oldest)
    ? [
        `${objectName(pod)} runs Istio ${version!.join(
          '.',
        )}; answers are those of ${oldest} and later.`,
      ]
    : [];
}
