// What an installation of Envoy Gateway is told: envoyproxy/gateway api/v1alpha1/envoygateway_types.go.
import { parse } from 'yaml';
import type { ClusterState } from '../../state/clusterState';
import { ConfigMap, configMapsByName } from '../../state/kinds/configMap';
import { LabelSelector, trimSelector } from '../../state/labelSelector';
import { isNamespaceSelected } from '../../state/namespaceLabels';
import { at, flag, text, texts } from '../../state/read';
import type { GatewayController } from '../vendorDescription';

/** Where its chart puts it. */
const name = 'envoy-gateway-config';

const controller = 'gateway.envoyproxy.io/gatewayclass-controller';

export interface EnvoyGatewayConfig {
  readonly configMap: ConfigMap;
  readonly controllerName: string;
  /** Namespaces that it reads; undefined: all. */
  readonly namespaces?: readonly string[];
  readonly namespaceSelector?: LabelSelector;
  /** It takes Backends. */
  readonly enablesBackends: boolean;
  /** Settings of all proxies, where those of a Gateway or its class leave them. */
  readonly proxyDefaults?: ConfigMap & {
    readonly routingType?: string;
    readonly merges: boolean;
  };
}

/** The configurations of the installations in a cluster, by the name that their GatewayClasses have. */
export function envoyGatewayConfigs(
  state: ClusterState,
): readonly EnvoyGatewayConfig[] {
  return state.lookup(configMapsByName, name).map(configOf);
}

/** The same as a vendor description wants them. */
export function envoyGatewayControllers(
  state: ClusterState,
): readonly GatewayController[] {
  return envoyGatewayConfigs(state).map(config => ({
    controllerName: config.controllerName,
    watches: namespace => watchesNamespace(state, config, namespace),
  }));
}

function watchesNamespace(
  state: ClusterState,
  config: EnvoyGatewayConfig,
  namespace: string,
): boolean {
  if (config.namespaces) return config.namespaces.includes(namespace);
  if (!config.namespaceSelector) return true;
  return (
    isNamespaceSelected(state, namespace, config.namespaceSelector) ?? true
  );
}

// Asked for every route, and seldom changed.
const known = new WeakMap<ConfigMap, EnvoyGatewayConfig>();

function configOf(configMap: ConfigMap): EnvoyGatewayConfig {
  const before = known.get(configMap);
  if (before) return before;
  const made = read(configMap);
  known.set(configMap, made);
  return made;
}

function read(configMap: ConfigMap): EnvoyGatewayConfig {
  const said = parsed(configMap.data['envoy-gateway.yaml'] ?? '');
  const watch = at(said, 'provider', 'kubernetes', 'watch');
  const type = text(watch, 'type');
  const routingType = text(said, 'envoyProxy', 'routingType');
  return {
    configMap,
    controllerName: text(said, 'gateway', 'controllerName') ?? controller,
    ...(type === 'Namespaces' && { namespaces: texts(watch, 'namespaces') }),
    ...(type === 'NamespaceSelector' && {
      namespaceSelector: trimSelector(at(watch, 'namespaceSelector')),
    }),
    enablesBackends: flag(said, 'extensionApis', 'enableBackend') ?? false,
    ...(routingType !== undefined && {
      proxyDefaults: { ...configMap, routingType, merges: false },
    }),
  };
}

function parsed(yaml: string): unknown {
  try {
    return parse(yaml, { logLevel: 'error' });
  } catch {
    return undefined;
  }
}
