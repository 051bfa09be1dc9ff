// What an installation of Contour is told: projectcontour/contour pkg/config/parameters.go.
import { parse } from 'yaml';
import type { ClusterState } from '../../state/clusterState';
import { ConfigMap, configMaps } from '../../state/kinds/configMap';
import {
  ContourConfiguration,
  contourConfigurations,
} from '../../state/kinds/contour';
import type { Gateway } from '../../state/kinds/gateway';
import { text } from '../../state/read';
import { flagOf } from './flagOf';
import type { Instance } from './instances';

/** Its ContourConfiguration, or the file in its ConfigMap. */
export type ContourConfig =
  | { readonly from: 'object'; readonly holder: ContourConfiguration }
  | {
      readonly from: 'file';
      readonly holder: ConfigMap;
      readonly file: unknown;
    };

/** The configuration of an installation; undefined where none is seen. */
export function contourConfigOf(
  state: ClusterState,
  { namespace, controlPlane }: Instance,
): ContourConfig | undefined {
  const name = controlPlane
    .map(pod => flagOf(pod, '--contour-config-name'))
    .find(one => one !== undefined);
  if (name !== undefined) {
    const holder = state.get(contourConfigurations, namespace, name);
    return holder && { from: 'object', holder };
  }
  const holder = state.get(configMaps, namespace, 'contour');
  return (
    holder && {
      from: 'file',
      holder,
      file: parsed(holder.data['contour.yaml'] ?? ''),
    }
  );
}

/**
 * Whether an installation serves a Gateway: the one that it is told of alone, and none without being told; undefined
 * where its configuration is not seen (internal/dag/cache.go, ConfiguredGatewayToCache).
 */
export function contourServes(
  state: ClusterState,
  { meta, statusAddresses }: Gateway,
  instance: Instance,
): boolean | undefined {
  const own = `${meta.namespace}/${meta.name}`;
  if (instance.gateway !== undefined) return instance.gateway === own;
  const config = contourConfigOf(state, instance);
  if (!config) return statusAddresses.length > 0 ? true : undefined;
  // Older versions served the oldest Gateway of a controller's name.
  if (config.from === 'file' && ofController(config.file) !== undefined) {
    return undefined;
  }
  return gatewayOf(config) === own;
}

function ofController(file: unknown): string | undefined {
  return text(file, 'gateway', 'controllerName');
}

function gatewayOf(config: ContourConfig): string | undefined {
  if (config.from === 'object') {
    const { gateway } = config.holder;
    return gateway && `${gateway.namespace}/${gateway.name}`;
  }
  const ref = (key: string) => text(config.file, 'gateway', 'gatewayRef', key);
  return `${ref('namespace')}/${ref('name')}`;
}

function parsed(yaml: string): unknown {
  try {
    return parse(yaml);
  } catch {
    return undefined;
  }
}
