import { createCatalogModelLayer } from '@backstage/catalog-model/alpha';
import {
  ANNOTATION_MODE,
  ANNOTATION_MTLS_POSTURE,
  integrationModes,
  mtlsPostures,
} from '@ingress-posture/plugin-ingress-posture-common';

/** Declares the annotations that this module writes, and the values that they have. */
export const ingressPostureCatalogModelLayer = createCatalogModelLayer({
  layerId: 'ingress-posture.io/annotations',
  builder: model => {
    model.addAnnotation({
      name: ANNOTATION_MODE,
      title: 'Ingress mode',
      description:
        'How traffic from outside reaches the services of the entity; written from what is observed in clusters, unless it is set',
      schema: { jsonSchema: { type: 'string', enum: [...integrationModes] } },
    });
    model.addAnnotation({
      name: ANNOTATION_MTLS_POSTURE,
      title: 'mTLS posture',
      description:
        'The worst mTLS posture of the services of the entity; written from what is observed in clusters, unless it is set',
      schema: { jsonSchema: { type: 'string', enum: [...mtlsPostures] } },
    });
  },
});
