import { defineKind, KindDefinition } from '../kindDefinition';
import { KubeObject } from '../meta';
import { at, flag } from '../read';
import { PolicyTargets, trimTargets } from './attachedPolicy';

const group = 'gateway.nginx.org';

/** Settings of a Gateway, or of all Gateways of a class. */
export interface NginxProxy extends KubeObject {
  readonly kind: 'NginxProxy';
  readonly useClusterIp?: boolean;
  /** It has a DNS resolver, without which ExternalName Services are refused. */
  readonly resolvesNames: boolean;
}

export const nginxProxies = defineKind<NginxProxy>({
  group,
  kind: 'NginxProxy',
  plural: 'nginxproxies',
  versions: ['v1alpha2'],
  namespaced: true,
  purpose: 'whether NGINX Gateway Fabric dials Services or pods',
  trim: (object, meta) => ({
    kind: 'NginxProxy',
    meta,
    resolvesNames: at(object, 'spec', 'dnsResolver') !== undefined,
    ...trimUseClusterIp(object),
  }),
});

/** Settings for Services, whatever leads to them. */
export interface UpstreamSettingsPolicy extends KubeObject, PolicyTargets {
  readonly kind: 'UpstreamSettingsPolicy';
  readonly useClusterIp?: boolean;
}

export const upstreamSettingsPolicies = defineKind<UpstreamSettingsPolicy>({
  group,
  kind: 'UpstreamSettingsPolicy',
  plural: 'upstreamsettingspolicies',
  versions: ['v1alpha1'],
  namespaced: true,
  purpose: 'whether NGINX Gateway Fabric dials a Service or its pods',
  trim: (object, meta) => ({
    kind: 'UpstreamSettingsPolicy',
    meta,
    ...trimTargets(object),
    ...trimUseClusterIp(object),
  }),
});

/** Every kind of NGINX Gateway Fabric's that is read. */
export const nginxGatewayFabricKinds: readonly KindDefinition[] = [
  nginxProxies,
  upstreamSettingsPolicies,
];

function trimUseClusterIp(object: unknown): {
  readonly useClusterIp?: boolean;
} {
  const useClusterIp = flag(object, 'spec', 'useClusterIP');
  return useClusterIp === undefined ? {} : { useClusterIp };
}
