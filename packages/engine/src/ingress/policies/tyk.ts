import type { ClusterState } from '../../state/clusterState';
import {
  annotationEvidence,
  evidenceOf,
  objectName,
} from '../../state/evidence';
import { tykApiDefinitions } from '../../state/kinds/tykApiDefinition';
import type { PolicyEffect } from '../dial/gatewayApiDial';
import type { ServedRule } from '../dial/ingressDial';

const annotation = 'tyk.io/template';
// tyk.io/docs/product-stack/tyk-operator/tyk-ingress-controller
const kindAnnotation = 'tyk.io/template-kind';
const classAnnotation = 'kubernetes.io/ingress.class';
const own = tykApiDefinitions.kind;

/** The ApiDefinition that the operator fills in for each rule of an Ingress. */
export function tykTemplateSettings(
  state: ClusterState,
  { ingress }: ServedRule,
): PolicyEffect {
  const { namespace, annotations } = ingress.meta;
  const name = annotations[annotation];
  // The operator refuses an Ingress without a template.
  if (name === undefined) {
    return { drops: `it names no template by annotation ${annotation}` };
  }
  if (!(classAnnotation in annotations)) {
    return {
      unknown: true,
      caveats: [
        `${objectName(
          ingress,
        )} names its class by spec.ingressClassName, and Tyk Operator is documented to go by annotation ${classAnnotation}: whether it is served is not known.`,
      ],
    };
  }
  const kind = (annotations[kindAnnotation] as string | undefined) ?? own;
  const template =
    kind === own ? state.get(tykApiDefinitions, namespace, name) : undefined;
  if (!template) {
    const why =
      kind === own ? 'could not be read' : 'is of a kind not read here';
    return {
      unknown: true,
      caveats: [
        `${kind} ${namespace}/${name}, which ${objectName(
          ingress,
        )} names as its template, ${why}: what it says of the Host is not known.`,
      ],
    };
  }
  if (!template.preserveHost) return {};
  return {
    said: {
      host: {
        effect: null,
        by: objectName(template),
        evidence: [
          annotationEvidence(ingress, annotation),
          evidenceOf(template, 'spec.proxy.preserve_host_header', true),
        ],
        source:
          'TykTechnologies/tyk-operator controllers/ingress_controller.go',
      },
    },
  };
}
