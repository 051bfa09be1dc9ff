import { ngrokPolicyAnnotations } from '../policies/ngrok';
import { ngrok } from '../vendors/ngrok';
import type { ServiceLoadBalancer } from './serviceLoadBalancer';

/** The agents dial the first port of a Service, by its name. */
export const ngrokService: ServiceLoadBalancer = {
  vendor: ngrok,
  title: ngrok.title,
  classes: ['ngrok'],
  chosenBy: [],
  annotationPrefixes: ngrok.annotationPrefixes ?? [],
  addressing: ngrok.addressing,
  podsOf: () => ngrok.pods?.labels[0] ?? {},
  firstPortAlone: true,
  proxyProtocol: [],
  unmodelled: ngrokPolicyAnnotations.map(({ annotation }) => ({
    key: annotation,
  })),
  source:
    'ngrok/ngrok-operator internal/controller/service/controller.go (buildEndpoints)',
};
