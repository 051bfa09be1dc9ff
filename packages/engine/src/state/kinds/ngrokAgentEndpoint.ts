import { defineKind, KindDefinition } from '../kindDefinition';
import { KubeObject } from '../meta';
import { at, text } from '../read';

/** What an ngrok agent in the cluster dials for a public URL. */
export interface NgrokAgentEndpoint extends KubeObject {
  readonly kind: 'AgentEndpoint';
  readonly url: string | null;
  readonly upstream: string;
  readonly http2: boolean;
  /** A traffic policy can change the Host, or answer by itself. */
  readonly hasPolicy: boolean;
  /** The agent ends the clients' TLS, with a certificate of the cluster. */
  readonly endsTls: boolean;
}

function endpointKind(
  group: string,
  version: string,
): KindDefinition<NgrokAgentEndpoint> {
  return defineKind<NgrokAgentEndpoint>({
    group,
    kind: 'AgentEndpoint',
    plural: 'agentendpoints',
    versions: [version],
    namespaced: true,
    purpose: 'what ngrok agents dial',
    trim: (object, meta) => {
      const upstream = text(object, 'spec', 'upstream', 'url');
      if (upstream === undefined) return undefined;
      return {
        kind: 'AgentEndpoint',
        meta,
        url: text(object, 'spec', 'url') ?? null,
        upstream,
        http2: text(object, 'spec', 'upstream', 'protocol') === 'http2',
        hasPolicy: at(object, 'spec', 'trafficPolicy') !== undefined,
        endsTls: at(object, 'spec', 'tlsTermination') !== undefined,
      };
    },
  });
}

/** The group that takes the place of the older ones (ngrok/ngrok-operator api/ngrok/v1/groupversion_info.go). */
export const ngrokAgentEndpoints = endpointKind('ngrok.com', 'v1');
export const olderNgrokAgentEndpoints = endpointKind(
  'ngrok.k8s.ngrok.com',
  'v1alpha1',
);
