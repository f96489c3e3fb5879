package io.keepwell.shared;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.security.access.prepost.PreAuthorize;

/// Those who talk to customers may call this: administrators, agents and success managers; and product managers, who
/// take part in conversations.
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
@PreAuthorize("hasAnyRole('ADMINISTRATOR', 'AGENT', 'SUCCESS_MANAGER', 'PRODUCT_MANAGER')")
public @interface ForAgents {}
