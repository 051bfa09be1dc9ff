export { FactList } from './FactList';
export { Freshness } from './Freshness';
export { Section } from './Section';
export { ServiceView } from './ServiceView';
