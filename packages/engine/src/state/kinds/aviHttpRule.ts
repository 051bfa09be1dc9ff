import { defineKind } from '../kindDefinition';
import { KubeObject } from '../meta';
import { items, text } from '../read';

/** TLS of Avi towards what is behind one path of a host. */
export interface AviHttpRulePath {
  readonly prefix: string;
  readonly reencrypts: boolean;
}

/** Avi's settings for a host of an Ingress. */
export interface AviHttpRule extends KubeObject {
  readonly kind: 'HTTPRule';
  /** AKO says so in its status: it does nothing. */
  readonly rejected: boolean;
  readonly host: string;
  readonly paths: readonly AviHttpRulePath[];
}

export const aviHttpRules = defineKind<AviHttpRule>({
  group: 'ako.vmware.com',
  kind: 'HTTPRule',
  plural: 'httprules',
  versions: ['v1beta1', 'v1alpha1'],
  namespaced: true,
  purpose: 'TLS of Avi load balancers towards backends',
  trim: (object, meta) => {
    const host = text(object, 'spec', 'fqdn');
    if (host === undefined) return undefined;
    return {
      kind: 'HTTPRule',
      meta,
      rejected: text(object, 'status', 'status') === 'Rejected',
      host,
      paths: items(object, 'spec', 'paths').map(path => ({
        // An asterisk at the end changes nothing: targets are prefixes.
        prefix: (text(path, 'target') ?? '/').replace(/\*$/, ''),
        reencrypts: text(path, 'tls', 'type') === 'reencrypt',
      })),
    };
  },
});
