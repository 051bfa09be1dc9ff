export * from './WhatIfView';
