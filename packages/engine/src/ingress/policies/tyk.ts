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
  const template = state.get(tykApiDefinitions, namespace, name);
  if (!template) {
    return {
      unknown: true,
      caveats: [
        `ApiDefinition ${namespace}/${name}, which ${objectName(
          ingress,
        )} names as its template, could not be read: what it says of the Host is not known here.`,
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
