export * from './Places';
