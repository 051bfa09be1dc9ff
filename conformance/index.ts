/**
 * Real parts to judge the product by, for suites of other packages.
 *
 * @packageDocumentation
 */
export { eventually } from './portal/eventually';
export { launchBrowser } from './portal/launchBrowser';
export {
  startPortal,
  type ConfiguredCluster,
  type Portal,
  type PortalOptions,
} from './portal/startPortal';
