#!/usr/bin/env node
console.log('vision-chat');
