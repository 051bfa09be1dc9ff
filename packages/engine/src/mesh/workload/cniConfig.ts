// Which pods Istio's CNI plugin takes into ambient mode, by the ConfigMap of its chart: istio
// manifests/charts/istio-cni/templates/configmap-cni.yaml, cni/pkg/plugin/plugin.go doAddRun,
// cni/pkg/nodeagent/informers.go, cni/pkg/util/enablement_selector.go.
import { bucket, deriveValue } from '../../state/derived';
import { ConfigMap, configMapsByName } from '../../state/kinds/configMap';
import {
  LabelSelector,
  selects,
  trimSelector,
} from '../../state/labelSelector';
import { at, Labels } from '../../state/read';
import { parseYaml } from '../controlPlane/istioYaml';
import { saysTrue } from '../saysTrue';

/** Pods by their labels in namespaces by theirs. */
export interface EnablementSelector {
  readonly pods: LabelSelector;
  readonly namespaces: LabelSelector;
}

export interface CniConfig {
  /** Where it was read; undefined: what the chart installs is taken for it. */
  readonly source?: ConfigMap;
  readonly isAmbientOn: boolean;
  /** No pod that is made there is redirected, whatever its labels. */
  readonly excludedNamespaces: readonly string[];
  /** Where they are not the chart's: whom ambient mode is for. */
  readonly selectors?: readonly EnablementSelector[];
}

const name = 'istio-cni-config';

// manifests/charts/istio-cni/values.yaml
const excluded = 'kube-system';
const standard = [
  { podSelector: { matchLabels: { 'istio.io/dataplane-mode': 'ambient' } } },
  {
    podSelector: {
      matchExpressions: [
        { key: 'istio.io/dataplane-mode', operator: 'NotIn', values: ['none'] },
      ],
    },
    namespaceSelector: {
      matchLabels: { 'istio.io/dataplane-mode': 'ambient' },
    },
  },
].map(readSelector);

/** How the CNI plugin of Istio was installed. */
export const cniConfig = deriveValue(
  [bucket(configMapsByName, name)],
  (state): CniConfig => readCniConfig(state.lookup(configMapsByName, name)[0]),
);

// Charts before 1.24 have their settings elsewhere: what is not there is as the chart has it.
function readCniConfig(source: ConfigMap | undefined): CniConfig {
  const { data = {} } = source ?? {};
  const selectors = selectorsIn(data.AMBIENT_ENABLEMENT_SELECTOR);
  return {
    ...(source && { source }),
    isAmbientOn:
      data.AMBIENT_ENABLED === undefined || saysTrue(data.AMBIENT_ENABLED),
    excludedNamespaces: (data.EXCLUDE_NAMESPACES ?? excluded)
      .split(',')
      .map(one => one.trim())
      .filter(one => one !== ''),
    ...(selectors && { selectors }),
  };
}

function selectorsIn(
  text: string | undefined,
): readonly EnablementSelector[] | undefined {
  const parsed = parseYaml(text ?? '');
  if (!Array.isArray(parsed)) return undefined;
  const found = parsed.map(readSelector);
  return JSON.stringify(found) === JSON.stringify(standard) ? undefined : found;
}

function readSelector(one: unknown): EnablementSelector {
  return {
    pods: trimSelector(at(one, 'podSelector')),
    namespaces: trimSelector(at(one, 'namespaceSelector')),
  };
}

/** Whether selectors choose a pod of these labels in a namespace of those. */
export function isEnabled(
  selectors: readonly EnablementSelector[],
  ofPod: Labels,
  ofNamespace: Labels,
): boolean {
  return selectors.some(
    one => selects(one.pods, ofPod) && selects(one.namespaces, ofNamespace),
  );
}
