import type { MtlsPosture, ServicePosture } from '@ingress-posture/engine';
import { toRecord } from '../postures/PostureRecord';
import type { ClusterReport, ObservedStatus } from '../watch/clusterReport';

interface PostureTraits extends Partial<Omit<ServicePosture, 'service'>> {
  readonly namespace?: string;
  readonly labels?: Record<string, string>;
  readonly podLabels?: Record<string, string>;
  /** Vendor id and host of a path. */
  readonly via?: readonly [vendor: string, host: string];
}

/** A posture with as little in it as possible. */
export function posture(
  name: string,
  traits: PostureTraits = {},
): ServicePosture {
  const { namespace = 'shop', labels = {}, podLabels = {}, via } = traits;
  const {
    namespace: _,
    labels: __,
    podLabels: ___,
    via: ____,
    ...rest
  } = traits;
  return {
    version: 1,
    cluster: 'demo',
    service: { namespace, name, labels, podLabels },
    mode: 'none',
    posture: 'unmeshed',
    certainty: 'proven',
    sentence: `${name} is outside the mesh.`,
    partial: false,
    endpoints: { ready: 1, total: 1, sidecar: 0, ambient: 0, none: 1 },
    caveats: [],
    ports: [],
    paths: via ? [pathVia(...via)] : [],
    findings: [],
    remedies: [],
    ...rest,
  };
}

/** A report of a cluster that is read completely and has these postures. */
export function report(
  postures: readonly ServicePosture[],
  traits: Partial<Omit<ClusterReport, 'status'>> & {
    readonly status?: Partial<ObservedStatus>;
  } = {},
): ClusterReport {
  return {
    changed: postures.map(({ remedies: _, ...judged }) => toRecord(judged)),
    remedies: [],
    removed: [],
    complete: null,
    ...traits,
    status: {
      state: 'synced',
      message: null,
      objects: postures.length,
      services: postures.length,
      unreadable: [],
      lastEventAt: '2026-11-21T12:00:00.000Z',
      lastAnalyzedAt: '2026-11-21T12:00:00.000Z',
      ...traits.status,
    },
  };
}

function pathVia(vendor: string, host: string): ServicePosture['paths'][0] {
  const plaintext: MtlsPosture = 'plaintext';
  return {
    mode: 'standalone',
    posture: plaintext,
    certainty: 'proven',
    sentence: '',
    edge: {
      vendor,
      title: vendor.toUpperCase(),
      kind: 'Deployment',
      namespace: 'edge',
      name: vendor,
    },
    route: { kind: 'Ingress', namespace: 'shop', name: 'web', host, path: '/' },
    port: 80,
    nodes: [],
    hops: [],
  };
}
