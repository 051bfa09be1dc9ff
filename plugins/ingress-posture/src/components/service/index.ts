export { Freshness } from './Freshness';
export { ServiceView } from './ServiceView';
