import { defineKind } from '../kindDefinition';
import { KubeObject } from '../meta';
import { indexBy } from '../objectIndex';
import type { Labels } from '../read';

/** Its metadata has the labels that rules name. */
export interface Namespace extends KubeObject {
  readonly kind: 'Namespace';
  /** The others, which selectors alone ask for: see state/namespaceLabels.ts. */
  readonly otherLabels: Labels;
}

/** The API server gives it to every namespace: k8s.io/api/core/v1/types.go LabelMetadataName. */
export const namespaceNameLabel = 'kubernetes.io/metadata.name';

// Istio's, Kubernetes' own, and those by which who writes an object is known (remediation/managedBy.ts).
const named = /istio|kubernetes\.io\/|argoproj\.io\/|fluxcd\.io\//;

export const namespaces = defineKind<Namespace>({
  group: '',
  kind: 'Namespace',
  plural: 'namespaces',
  versions: ['v1'],
  namespaced: false,
  metadataOnly: true,
  restInLists: true,
  purpose: 'injection and ambient labels, selectors of allowed routes',
  trim: (_, meta) => ({
    kind: 'Namespace',
    meta: {
      ...meta,
      labels: {
        [namespaceNameLabel]: meta.name,
        ...chosen(meta.labels, name => named.test(name)),
      },
    },
    otherLabels: chosen(meta.labels, name => !named.test(name)),
  }),
});

function chosen(labels: Labels, isWanted: (name: string) => boolean): Labels {
  return Object.fromEntries(
    Object.entries(labels).filter(([name]) => isWanted(name)),
  );
}

/** A namespace in a list of its own, with all that it says. */
export const namespacesByName = indexBy(namespaces, one => [one.meta.name]);
