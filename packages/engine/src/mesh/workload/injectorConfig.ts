// What the injector of a revision goes by: istio pkg/kube/inject/inject.go UnmarshalConfig, which it reads in a
// ConfigMap (pilot/pkg/bootstrap/sidecarinjector.go), and the values of its chart beside it.
import type { ClusterState } from '../../state/clusterState';
import {
  ConfigMap,
  configMapsByName,
  injectorConfigMap,
} from '../../state/kinds/configMap';
import { namespaces } from '../../state/kinds/namespace';
import { LabelSelector, trimSelector } from '../../state/labelSelector';
import { at, items, Labels, text, texts } from '../../state/read';
import { parseYaml, unreadable } from '../controlPlane/istioYaml';
import { defaultRevision } from '../controlPlane/meshConfig';
import { injectorsAsked } from './injectors';

export interface InjectorConfig {
  /** Where it was read; undefined: what the chart installs is taken for it. */
  readonly source?: ConfigMap;
  /** "enabled" injects whom the webhook is asked about, "disabled" who asks alone, anything else nobody. */
  readonly policy: string;
  readonly neverInjectSelector: readonly LabelSelector[];
  readonly alwaysInjectSelector: readonly LabelSelector[];
  /** Templates of pods that name none. */
  readonly defaultTemplates: readonly string[];
  /** Templates by another name for them. */
  readonly aliases: Readonly<Record<string, readonly string[]>>;
  /** `global.proxy` of the chart's values, which the templates read. */
  readonly proxyValues: unknown;
}

const revisionLabel = 'istio.io/rev';
const installNamespace = 'istio-system';

/** The configurations of the injectors that are asked about a pod of these labels; of one that labels name otherwise. */
export function injectorConfigsFor(
  state: ClusterState,
  namespace: string,
  labels: Labels,
): readonly InjectorConfig[] {
  const asked = injectorsAsked(state, namespace, labels).map(
    ({ meta }) => meta.labels[revisionLabel],
  );
  const revisions =
    asked.length > 0 ? asked : [labelledRevision(state, namespace, labels)];
  return [...new Set(revisions)].map(one => injectorConfigOf(state, one));
}

// As webhooks choose: manifests/charts/istio-control/istio-discovery/templates/mutatingwebhook.yaml.
function labelledRevision(
  state: ClusterState,
  namespace: string,
  labels: Labels,
): string {
  const own = state.get(namespaces, '', namespace)?.meta.labels ?? {};
  if (own['istio-injection'] !== undefined) return defaultRevision;
  return own[revisionLabel] ?? labels[revisionLabel] ?? defaultRevision;
}

/** The configuration of a revision's injector. */
export function injectorConfigOf(
  state: ClusterState,
  revision: string,
): InjectorConfig {
  const name = injectorConfigMap(revision);
  return state.ask({
    key: `injector|${name}`,
    answer: now => {
      const all = now.lookup(configMapsByName, name);
      const installed = all.find(
        one => one.meta.namespace === installNamespace,
      );
      return readInjectorConfig(installed ?? all[0]);
    },
    gist: one => one,
  });
}

function readInjectorConfig(source: ConfigMap | undefined): InjectorConfig {
  const config = parseYaml(source?.data.config ?? '');
  const isThere = source !== undefined && source.data.config !== undefined;
  // Of one that it cannot read, istiod goes on with what it read before.
  const isRead = isThere && config !== unreadable;
  const selectors = (field: string) =>
    items(config, field).map(trimSelector).filter(isHeeded);
  const templates = texts(config, 'defaultTemplates');
  return {
    ...(isRead && { source }),
    policy: isRead ? text(config, 'policy') ?? '' : 'enabled',
    neverInjectSelector: selectors('neverInjectSelector'),
    alwaysInjectSelector: selectors('alwaysInjectSelector'),
    defaultTemplates: templates.length > 0 ? templates : ['sidecar'],
    aliases: aliasesIn(config),
    proxyValues: at(parseYaml(source?.data.values ?? ''), 'global', 'proxy'),
  };
}

function aliasesIn(config: unknown): InjectorConfig['aliases'] {
  const names = Object.keys(Object(at(config, 'aliases')));
  return Object.fromEntries(
    names.map(name => [name, texts(config, 'aliases', name)]),
  );
}

// One that asks nothing chooses nobody here, nor does one that Kubernetes refuses (apimachinery LabelSelectorAsSelector).
function isHeeded({ matchLabels, requirements }: LabelSelector): boolean {
  return (
    Object.keys(matchLabels).length + requirements.length > 0 &&
    requirements.every(({ operator, values }) => {
      if (operator === 'In' || operator === 'NotIn') return values.length > 0;
      return (
        (operator === 'Exists' || operator === 'DoesNotExist') &&
        values.length === 0
      );
    })
  );
}
