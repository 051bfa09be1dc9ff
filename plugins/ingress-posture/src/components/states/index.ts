export * from './LoadError';
export * from './LoadingService';
export * from './NotBound';
export * from './UnreadableKinds';
export * from './UnreadableNotice';
