// What plugins of APISIX make of requests: those of a route count before those of its ApisixPluginConfig of the
// same name (internal/adc/translator/apisixroute.go buildPlugins), and global ones run before both.
import type { ClusterState } from '../../state/clusterState';
import { evidenceOf, objectName } from '../../state/evidence';
import type { ApisixPlugin } from '../../state/kinds/apisixPlugin';
import {
  apisixGlobalRules,
  apisixPluginConfigs,
} from '../../state/kinds/apisixRoute';
import { ingressClasses } from '../../state/kinds/ingressClass';
import type { KubeObject } from '../../state/meta';
import type { PolicyEffect } from '../dial/gatewayApiDial';

const source = 'apisix.apache.org/docs/apisix/plugins/proxy-rewrite';

/** spec.controller of the IngressClasses of APISIX. */
export const apisixController = 'apisix.apache.org/apisix-ingress-controller';

// Of those that APISIX ships: they look at requests, or answer them, and leave the Host and the target alone.
const harmless =
  /-(auth|logger|logging|restriction)$|^(acl|api-breaker|attach-consumer-label|authz-(casbin|casdoor|keycloak)|brotli|chaitin-waf|client-control|cors|csrf|data-mask|datadog|elasticsearch-logger|error-page|fault-injection|gzip|inspect|limit-(conn|count|req)|loggly|mocking|node-status|opa|openid-connect|opentelemetry|prometheus|proxy-(buffering|cache|control|mirror|rewrite)|real-ip|redirect|request-(id|validation)|response-rewrite|server-info|skywalking|uri-blocker|wolf-rbac|zipkin)$/;

/** Plugins, and the object that has them. */
interface Held {
  readonly holder: KubeObject;
  readonly plugin: ApisixPlugin;
}

/** Whether an object's class is one of APISIX's, or none that is there. */
export function isOfApisix(
  state: ClusterState,
  { className }: { readonly className?: string },
): boolean {
  const found =
    className === undefined
      ? undefined
      : state.get(ingressClasses, '', className);
  return !found || found.controller === apisixController;
}

/** A route with its own plugins, and the ApisixPluginConfig that it names. */
export interface PluginHolder {
  readonly holder: KubeObject;
  readonly plugins: readonly ApisixPlugin[];
  readonly config?: { readonly namespace: string; readonly name: string };
}

/** The Host that plugins send, and what those that are not followed could change. */
export function apisixPluginEffect(
  state: ClusterState,
  one: PluginHolder,
): Required<Pick<PolicyEffect, 'said' | 'caveats'>> &
  Pick<PolicyEffect, 'drops'> {
  const inForce = pluginsOf(state, one);
  const answering = inForce.find(({ plugin }) => plugin.answers);
  const renaming = inForce.find(({ plugin }) => plugin.host !== undefined);
  const { holder, plugin } = renaming ?? {};
  return {
    ...(answering && {
      drops: `plugin ${answering.plugin.name} of ${objectName(
        answering.holder,
      )} answers every request itself`,
    }),
    said:
      holder && plugin?.host !== undefined
        ? {
            host: {
              effect: plugin.host,
              by: 'proxy-rewrite',
              evidence: [
                evidenceOf(
                  holder,
                  'plugins[proxy-rewrite].config.host',
                  plugin.host,
                ),
              ],
              source,
            },
          }
        : {},
    caveats: [...strangers(inForce), ...unread(state, one)],
  };
}

function pluginsOf(
  state: ClusterState,
  { holder, plugins, config }: PluginHolder,
): readonly Held[] {
  const named =
    config && state.get(apisixPluginConfigs, config.namespace, config.name);
  const own = plugins.map(plugin => ({ holder, plugin }));
  const others = (named?.plugins ?? [])
    .filter(({ name }) => !plugins.some(one => one.name === name))
    .map((plugin): Held => ({ holder: named ?? holder, plugin }));
  const global = state
    .list(apisixGlobalRules)
    .filter(rule => isOfApisix(state, rule))
    .flatMap(rule => rule.plugins.map(plugin => ({ holder: rule, plugin })));
  return [...own, ...others, ...global];
}

function strangers(all: readonly Held[]): readonly string[] {
  return all
    .filter(({ plugin }) => !harmless.test(plugin.name))
    .map(
      ({ holder, plugin }) =>
        `${objectName(holder)} has plugin ${
          plugin.name
        }, which is not followed: it could change the Host, or where requests go.`,
    );
}

function unread(
  state: ClusterState,
  { holder, config }: PluginHolder,
): readonly string[] {
  if (!config || state.get(apisixPluginConfigs, config.namespace, config.name))
    return [];
  return [
    `${objectName(holder)} takes plugins from ApisixPluginConfig ${
      config.name
    }, which is not read: one of them could change the Host.`,
  ];
}
