/**
 * A module of the catalog: writes the ingress mode and the mTLS posture of an entity's services onto the entity.
 *
 * @packageDocumentation
 */
export { catalogModuleIngressPosture as default } from './module';
export { ingressPostureCatalogModelLayer } from './catalogModel';
