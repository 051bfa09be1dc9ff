export * from './LoadError';
export * from './LoadingService';
export * from './NotBound';
export * from './Nothing';
export * from './PartialNotice';
export * from './StaleNotice';
export * from './UnreadableKinds';
export * from './UnreadableNotice';
