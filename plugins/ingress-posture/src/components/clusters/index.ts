export * from './ClustersView';
export * from './useClusters';
