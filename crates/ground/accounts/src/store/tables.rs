diesel::table! {
    accounts_space (id) {
        id -> parvis_kernel::sql::Uuid,
        slug -> Text,
        name -> Text,
        kind -> Text,
        territory -> Nullable<Text>,
        theme -> Text,
        languages -> Text,
        contact -> Text,
        retention_months -> Integer,
        domains -> Text,
        origins -> Text,
        four_eyes -> Bool,
        created_at -> BigInt,
    }
}

diesel::table! {
    accounts_organisation (id) {
        id -> parvis_kernel::sql::Uuid,
        space_id -> parvis_kernel::sql::Uuid,
        parent_id -> Nullable<parvis_kernel::sql::Uuid>,
        kind -> Text,
        slug -> Text,
        name -> Text,
        siret -> Nullable<Text>,
        created_at -> BigInt,
        closed_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    accounts_agent (id) {
        id -> parvis_kernel::sql::Uuid,
        space_id -> Nullable<parvis_kernel::sql::Uuid>,
        organisation_id -> Nullable<parvis_kernel::sql::Uuid>,
        email -> Nullable<Text>,
        name -> Text,
        locale -> Text,
        status -> Text,
        password -> Nullable<Text>,
        totp -> Nullable<Text>,
        totp_step -> BigInt,
        subject -> Nullable<Text>,
        created_at -> BigInt,
        signed_in_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    accounts_passkey (id) {
        id -> Text,
        agent_id -> parvis_kernel::sql::Uuid,
        name -> Text,
        credential -> Text,
        created_at -> BigInt,
        used_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    accounts_recovery (agent_id, hash) {
        agent_id -> parvis_kernel::sql::Uuid,
        hash -> Text,
        used_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    accounts_session (id) {
        id -> parvis_kernel::sql::Uuid,
        hash -> Text,
        agent_id -> parvis_kernel::sql::Uuid,
        level -> Text,
        started_at -> BigInt,
        seen_at -> BigInt,
        device -> Text,
        network -> Text,
        provider -> Nullable<Text>,
    }
}

diesel::table! {
    accounts_token (hash) {
        hash -> Text,
        kind -> Text,
        agent_id -> Nullable<parvis_kernel::sql::Uuid>,
        detail -> Text,
        created_at -> BigInt,
        expires_at -> BigInt,
        used_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    accounts_right (id) {
        id -> parvis_kernel::sql::Uuid,
        agent_id -> parvis_kernel::sql::Uuid,
        role -> Text,
        scope -> Text,
        scope_id -> Nullable<parvis_kernel::sql::Uuid>,
        space_id -> Nullable<parvis_kernel::sql::Uuid>,
        valid_from -> BigInt,
        valid_until -> Nullable<BigInt>,
        reason -> Text,
        given_by -> Nullable<parvis_kernel::sql::Uuid>,
        given_at -> BigInt,
        revoked_at -> Nullable<BigInt>,
        lent_from -> Nullable<parvis_kernel::sql::Uuid>,
    }
}

diesel::table! {
    accounts_request (id) {
        id -> parvis_kernel::sql::Uuid,
        space_id -> parvis_kernel::sql::Uuid,
        email -> Text,
        name -> Text,
        message -> Text,
        asked_at -> BigInt,
        decided_at -> Nullable<BigInt>,
        is_accepted -> Nullable<Bool>,
    }
}

diesel::table! {
    accounts_attempt (subject) {
        subject -> Text,
        since -> BigInt,
        failures -> Integer,
    }
}

diesel::table! {
    accounts_device (agent_id, hash) {
        agent_id -> parvis_kernel::sql::Uuid,
        hash -> Text,
        seen_at -> BigInt,
    }
}

diesel::allow_tables_to_appear_in_same_query!(accounts_agent, accounts_session, accounts_right);
