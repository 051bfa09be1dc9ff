import { defineKind } from '../kindDefinition';
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
}

export const ngrokAgentEndpoints = defineKind<NgrokAgentEndpoint>({
  group: 'ngrok.k8s.ngrok.com',
  kind: 'AgentEndpoint',
  plural: 'agentendpoints',
  versions: ['v1alpha1'],
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
    };
  },
});
