export * from './EntityPostureCard';
export * from './EntityPostureView';
