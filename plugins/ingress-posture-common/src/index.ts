/**
 * The wire of ingress-posture: what the backend plugin answers, its OpenAPI description,
 * a client for it, and the annotations that bind entities to services.
 *
 * @packageDocumentation
 */
export * from './annotations';
export * from './client/IngressPostureClient';
export * from './openapi/openapi';
export * from './permissions';
export * from './wire/change';
export * from './wire/changeSignal';
export * from './wire/claim';
export * from './wire/clusterStatus';
export * from './wire/connection';
export * from './wire/entityPostures';
export * from './wire/entityVerdict';
export * from './wire/verdictsEvent';
export * from './wire/fleet';
export * from './wire/ranks';
export * from './wire/serviceList';
export * from './wire/silence';
export * from './wire/storedPosture';
export * from './wire/strictReadiness';
