import { defineKind } from '../kindDefinition';
import { KubeObject } from '../meta';
import { indexBy } from '../objectIndex';
import { at, Labels, labels, text } from '../read';

export interface PeerAuthentication extends KubeObject {
  readonly kind: 'PeerAuthentication';
  readonly matchLabels: Labels;
  /** Whether `spec.selector` stands there at all; ambient tells an empty one from none. */
  readonly hasSelector: boolean;
  /** DISABLE, PERMISSIVE, STRICT; undefined for UNSET. */
  readonly mode?: string;
  /** By workload port number; undefined mode means UNSET. */
  readonly portLevelMtls: ReadonlyMap<number, string | undefined>;
}

export const peerAuthentications = defineKind<PeerAuthentication>({
  group: 'security.istio.io',
  kind: 'PeerAuthentication',
  plural: 'peerauthentications',
  versions: ['v1', 'v1beta1'],
  namespaced: true,
  purpose: 'what a workload accepts',
  trim: (object, meta) => {
    const mode = trimMode(at(object, 'spec', 'mtls'));
    return {
      kind: 'PeerAuthentication',
      meta,
      matchLabels: labels(object, 'spec', 'selector', 'matchLabels'),
      hasSelector: at(object, 'spec', 'selector') !== undefined,
      ...(mode !== undefined && { mode }),
      portLevelMtls: trimPorts(at(object, 'spec', 'portLevelMtls')),
    };
  },
});

/** Those with a selector by each label that it asks for, with its namespace before it. */
export const peerAuthenticationsByLabel = indexBy(
  peerAuthentications,
  ({ meta, matchLabels }) => labelKeys(meta.namespace, matchLabels),
);

/** Where policies that ask for one of these labels are found. */
export function labelKeys(
  namespace: string,
  wanted: Labels,
): readonly string[] {
  return Object.entries(wanted).map(
    ([name, value]) => `${namespace}|${name}=${value}`,
  );
}

function trimMode(mtls: unknown): string | undefined {
  const mode = text(mtls, 'mode');
  return mode === 'UNSET' ? undefined : mode;
}

function trimPorts(ports: unknown): PeerAuthentication['portLevelMtls'] {
  const kept = new Map<number, string | undefined>();
  if (typeof ports !== 'object' || ports === null) return kept;
  for (const [port, mtls] of Object.entries(ports)) {
    if (/^\d{1,5}$/.test(port)) kept.set(Number(port), trimMode(mtls));
  }
  return kept;
}
