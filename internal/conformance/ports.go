package main

import (
	"reflect"
	"strings"

	"github.com/signet-go/signet"
	"github.com/signet-go/signet/examples/tutorial/additionalresponses"
	"github.com/signet-go/signet/examples/tutorial/advancedmiddleware"
	"github.com/signet-go/signet/examples/tutorial/biggerapplications"
	"github.com/signet-go/signet/examples/tutorial/body"
	"github.com/signet-go/signet/examples/tutorial/bodyfields"
	"github.com/signet-go/signet/examples/tutorial/bodymultipleparams"
	"github.com/signet-go/signet/examples/tutorial/bodynestedmodels"
	"github.com/signet-go/signet/examples/tutorial/bodyupdates"
	"github.com/signet-go/signet/examples/tutorial/configureswaggerui"
	"github.com/signet-go/signet/examples/tutorial/cookieparammodels"
	"github.com/signet-go/signet/examples/tutorial/cookieparams"
	"github.com/signet-go/signet/examples/tutorial/cors"
	"github.com/signet-go/signet/examples/tutorial/customdocsui"
	"github.com/signet-go/signet/examples/tutorial/customresponse"
	"github.com/signet-go/signet/examples/tutorial/dependencies"
	"github.com/signet-go/signet/examples/tutorial/dependencytesting"
	"github.com/signet-go/signet/examples/tutorial/extramodels"
	"github.com/signet-go/signet/examples/tutorial/firststeps"
	"github.com/signet-go/signet/examples/tutorial/frontend"
	"github.com/signet-go/signet/examples/tutorial/handlingerrors"
	"github.com/signet-go/signet/examples/tutorial/headerparammodels"
	"github.com/signet-go/signet/examples/tutorial/headerparams"
	"github.com/signet-go/signet/examples/tutorial/metadata"
	"github.com/signet-go/signet/examples/tutorial/openapicallbacks"
	"github.com/signet-go/signet/examples/tutorial/openapiwebhooks"
	"github.com/signet-go/signet/examples/tutorial/pathoperationconfiguration"
	"github.com/signet-go/signet/examples/tutorial/pathparams"
	"github.com/signet-go/signet/examples/tutorial/pathparamsnumericvalidations"
	"github.com/signet-go/signet/examples/tutorial/queryparammodels"
	"github.com/signet-go/signet/examples/tutorial/queryparams"
	"github.com/signet-go/signet/examples/tutorial/queryparamsstrvalidations"
	"github.com/signet-go/signet/examples/tutorial/requestfiles"
	"github.com/signet-go/signet/examples/tutorial/requestformmodels"
	"github.com/signet-go/signet/examples/tutorial/requestforms"
	"github.com/signet-go/signet/examples/tutorial/requestformsandfiles"
	"github.com/signet-go/signet/examples/tutorial/responsechangestatuscode"
	"github.com/signet-go/signet/examples/tutorial/responsecookies"
	"github.com/signet-go/signet/examples/tutorial/responsedirectly"
	"github.com/signet-go/signet/examples/tutorial/responseheaders"
	"github.com/signet-go/signet/examples/tutorial/responsemodel"
	"github.com/signet-go/signet/examples/tutorial/responsestatuscode"
	"github.com/signet-go/signet/examples/tutorial/schemaextraexample"
	"github.com/signet-go/signet/examples/tutorial/security"
	"github.com/signet-go/signet/examples/tutorial/securityschemes"
	"github.com/signet-go/signet/examples/tutorial/separateopenapischemas"
	"github.com/signet-go/signet/examples/tutorial/staticfiles"
	"github.com/signet-go/signet/examples/tutorial/tcontenttype"
	"github.com/signet-go/signet/examples/tutorial/tdependencies"
	"github.com/signet-go/signet/examples/tutorial/templates"
	"github.com/signet-go/signet/examples/tutorial/tformsfiles"
	"github.com/signet-go/signet/examples/tutorial/tsecurity"
	"github.com/signet-go/signet/internal/caller"
	"github.com/signet-go/signet/internal/layer"
)

// port is an app that answers a case.
type port struct {
	name string // area/app, or "area/app name@line"
	app  func() *signet.App
}

func (p port) compare(name string) int { return strings.Compare(p.name, name) }

// ports are all of them, sorted by name.
var ports = []port{
	{"additional_responses/tutorial002", additionalresponses.Tutorial002},
	{"additional_responses/tutorial003", additionalresponses.Tutorial003},
	{"additional_responses/tutorial004", additionalresponses.Tutorial004},
	{"advanced_middleware/tutorial001", advancedmiddleware.Tutorial001},
	{"advanced_middleware/tutorial003", advancedmiddleware.Tutorial003},
	{"bigger_applications/app_main", biggerapplications.App},
	{"body/tutorial001", body.Tutorial001},
	{"body/tutorial003", body.Tutorial003},
	{"body/tutorial004", body.Tutorial004},
	{"body_fields/tutorial001", bodyfields.Tutorial001},
	{"body_multiple_params/tutorial001", bodymultipleparams.Tutorial001},
	{"body_multiple_params/tutorial002", bodymultipleparams.Tutorial002},
	{"body_multiple_params/tutorial003", bodymultipleparams.Tutorial003},
	{"body_multiple_params/tutorial005", bodymultipleparams.Tutorial005},
	{"body_nested_models/tutorial001", bodynestedmodels.Tutorial001},
	{"body_nested_models/tutorial002", bodynestedmodels.Tutorial002},
	{"body_nested_models/tutorial003", bodynestedmodels.Tutorial003},
	{"body_nested_models/tutorial005", bodynestedmodels.Tutorial005},
	{"body_nested_models/tutorial006", bodynestedmodels.Tutorial006},
	{"body_nested_models/tutorial007", bodynestedmodels.Tutorial007},
	{"body_updates/tutorial001", bodyupdates.Tutorial001},
	{"body_updates/tutorial002", bodyupdates.Tutorial002},
	{"configure_swagger_ui/tutorial001", configureswaggerui.Tutorial001},
	{"configure_swagger_ui/tutorial002", configureswaggerui.Tutorial002},
	{"cookie_param_models/tutorial001", cookieparammodels.Tutorial001},
	{"cookie_param_models/tutorial002", cookieparammodels.Tutorial002},
	{"cookie_params/tutorial001", cookieparams.Tutorial001},
	{"cors/tutorial001", cors.Tutorial001},
	{"custom_docs_ui/tutorial001", customdocsui.Tutorial001},
	{"custom_docs_ui/tutorial002", customdocsui.Tutorial002},
	{"custom_response/tutorial001", customresponse.Tutorial001},
	{"custom_response/tutorial002", customresponse.Tutorial002},
	{"custom_response/tutorial003", customresponse.Tutorial003},
	{"custom_response/tutorial005", customresponse.Tutorial005},
	{"custom_response/tutorial006", customresponse.Tutorial006},
	{"custom_response/tutorial006c", customresponse.Tutorial006c},
	{"custom_response/tutorial008", customresponse.Tutorial008},
	{"custom_response/tutorial009", customresponse.Tutorial009},
	{"custom_response/tutorial009b", customresponse.Tutorial009b},
	{"custom_response/tutorial009c", customresponse.Tutorial009c},
	{"dependencies/tutorial001", dependencies.Tutorial001},
	{"dependencies/tutorial001_02", dependencies.Tutorial001x02},
	{"dependencies/tutorial003", dependencies.Tutorial003},
	{"dependencies/tutorial004", dependencies.Tutorial004},
	{"dependencies/tutorial005", dependencies.Tutorial005},
	{"dependencies/tutorial006", dependencies.Tutorial006},
	{"dependencies/tutorial008b", dependencies.Tutorial008b},
	{"dependencies/tutorial008e", dependencies.Tutorial008e},
	{"dependencies/tutorial012", dependencies.Tutorial012},
	{"dependency_testing/tutorial001", dependencyTesting},
	{"extra_models/tutorial001", extramodels.Tutorial001},
	{"extra_models/tutorial002", extramodels.Tutorial002},
	{"extra_models/tutorial003", extramodels.Tutorial003},
	{"extra_models/tutorial004", extramodels.Tutorial004},
	{"first_steps/tutorial001", firststeps.Tutorial001},
	{"first_steps/tutorial003", firststeps.Tutorial003},
	{"frontend/tutorial001", frontend.Tutorial001},
	{"frontend/tutorial003", frontend.Tutorial003},
	{"frontend/tutorial004", frontend.Tutorial004},
	{"frontend/tutorial005", frontend.Tutorial005},
	{"handling_errors/tutorial002", handlingerrors.Tutorial002},
	{"handling_errors/tutorial003", handlingerrors.Tutorial003},
	{"handling_errors/tutorial004", handlingerrors.Tutorial004},
	{"handling_errors/tutorial006", handlingerrors.Tutorial006},
	{"header_param_models/tutorial001", headerparammodels.Tutorial001},
	{"header_param_models/tutorial003", headerparammodels.Tutorial003},
	{"header_params/tutorial001", headerparams.Tutorial001},
	{"header_params/tutorial003", headerparams.Tutorial003},
	{"metadata/tutorial001_1", metadata.Tutorial001x1},
	{"metadata/tutorial002", metadata.Tutorial002},
	{"metadata/tutorial003", metadata.Tutorial003},
	{"metadata/tutorial004", metadata.Tutorial004},
	{"openapi_callbacks/tutorial001", openapicallbacks.Tutorial001},
	{"openapi_webhooks/tutorial001", openapiwebhooks.Tutorial001},
	{"path_operation_configuration/tutorial001", pathoperationconfiguration.Tutorial001},
	{"path_operation_configuration/tutorial002", pathoperationconfiguration.Tutorial002},
	{"path_operation_configuration/tutorial002b", pathoperationconfiguration.Tutorial002b},
	{"path_operation_configuration/tutorial003", pathoperationconfiguration.Tutorial003},
	{"path_operation_configuration/tutorial005", pathoperationconfiguration.Tutorial005},
	{"path_params/tutorial001", pathparams.Tutorial001},
	{"path_params/tutorial003b", pathparams.Tutorial003b},
	{"path_params/tutorial004", pathparams.Tutorial004},
	{"path_params/tutorial005", pathparams.Tutorial005},
	{"path_params_numeric_validations/tutorial003", pathparamsnumericvalidations.Tutorial003},
	{"path_params_numeric_validations/tutorial004", pathparamsnumericvalidations.Tutorial004},
	{"path_params_numeric_validations/tutorial005", pathparamsnumericvalidations.Tutorial005},
	{"path_params_numeric_validations/tutorial006", pathparamsnumericvalidations.Tutorial006},
	{"query_param_models/tutorial001", queryparammodels.Tutorial001},
	{"query_param_models/tutorial002", queryparammodels.Tutorial002},
	{"query_params/tutorial001", queryparams.Tutorial001},
	{"query_params/tutorial003", queryparams.Tutorial003},
	{"query_params/tutorial005", queryparams.Tutorial005},
	{"query_params/tutorial006", queryparams.Tutorial006},
	{"query_params_str_validations/tutorial002", queryparamsstrvalidations.Tutorial002},
	{"query_params_str_validations/tutorial004", queryparamsstrvalidations.Tutorial004},
	{"query_params_str_validations/tutorial006", queryparamsstrvalidations.Tutorial006},
	{"query_params_str_validations/tutorial006c", queryparamsstrvalidations.Tutorial006c},
	{"query_params_str_validations/tutorial007", queryparamsstrvalidations.Tutorial007},
	{"query_params_str_validations/tutorial008", queryparamsstrvalidations.Tutorial008},
	{"query_params_str_validations/tutorial009", queryparamsstrvalidations.Tutorial009},
	{"query_params_str_validations/tutorial010", queryparamsstrvalidations.Tutorial010},
	{"query_params_str_validations/tutorial011", queryparamsstrvalidations.Tutorial011},
	{"query_params_str_validations/tutorial012", queryparamsstrvalidations.Tutorial012},
	{"query_params_str_validations/tutorial015", queryparamsstrvalidations.Tutorial015},
	{"request_files/tutorial001", requestfiles.Tutorial001},
	{"request_files/tutorial001_02", requestfiles.Tutorial001x02},
	{"request_files/tutorial002", requestfiles.Tutorial002},
	{"request_files/tutorial003", requestfiles.Tutorial003},
	{"request_form_models/tutorial001", requestformmodels.Tutorial001},
	{"request_form_models/tutorial002", requestformmodels.Tutorial002},
	{"request_forms/tutorial001", requestforms.Tutorial001},
	{"request_forms_and_files/tutorial001", requestformsandfiles.Tutorial001},
	{"response_change_status_code/tutorial001", responsechangestatuscode.Tutorial001},
	{"response_cookies/tutorial001", responsecookies.Tutorial001},
	{"response_cookies/tutorial002", responsecookies.Tutorial002},
	{"response_directly/tutorial001", responsedirectly.Tutorial001},
	{"response_directly/tutorial002", responsedirectly.Tutorial002},
	{"response_headers/tutorial001", responseheaders.Tutorial001},
	{"response_headers/tutorial002", responseheaders.Tutorial002},
	{"response_model/tutorial001", responsemodel.Tutorial001},
	{"response_model/tutorial001_01", responsemodel.Tutorial001x01},
	{"response_model/tutorial002", responsemodel.Tutorial002},
	{"response_model/tutorial003", responsemodel.Tutorial003},
	{"response_model/tutorial003_02", responsemodel.Tutorial003x02},
	{"response_model/tutorial003_05", responsemodel.Tutorial003x05},
	{"response_model/tutorial005", responsemodel.Tutorial005},
	{"response_model/tutorial006", responsemodel.Tutorial006},
	{"response_status_code/tutorial001", responsestatuscode.Tutorial001},
	{"response_status_code/tutorial002", responsestatuscode.Tutorial002},
	{"schema_extra_example/tutorial001", schemaextraexample.Tutorial001},
	{"schema_extra_example/tutorial002", schemaextraexample.Tutorial002},
	{"schema_extra_example/tutorial003", schemaextraexample.Tutorial003},
	{"schema_extra_example/tutorial005", schemaextraexample.Tutorial005},
	{"security/tutorial001", security.Tutorial001},
	{"security/tutorial002", security.Tutorial002},
	{"security/tutorial005", security.Tutorial005},
	{"security/tutorial006", security.Tutorial006},
	{"security/tutorial007", security.Tutorial007},
	{"separate_openapi_schemas/tutorial001", separateopenapischemas.Tutorial001},
	{"separate_openapi_schemas/tutorial002", separateopenapischemas.Tutorial002},
	{"static_files/tutorial001", staticfiles.Tutorial001},
	{"t_content_type/test_strict_content_type_app_level app_default@4", tcontenttype.Default},
	{"t_content_type/test_strict_content_type_app_level app_lax@12", tcontenttype.Lax},
	{"t_content_type/test_strict_content_type_nested app_mixed@52", tcontenttype.Mixed},
	{"t_content_type/test_strict_content_type_nested app_nested@6", tcontenttype.Nested},
	{"t_dependencies/test_dependency_after_yield_raise", tdependencies.DependencyAfterYieldRaise},
	{"t_dependencies/test_dependency_cache", tdependencies.DependencyCache},
	{"t_dependencies/test_dependency_contextmanager", tdependencies.DependencyContextmanager},
	{"t_dependencies/test_dependency_duplicates", tdependencies.DependencyDuplicates},
	{"t_dependencies/test_dependency_overrides", tdependencies.DependencyOverrides},
	{"t_dependencies/test_dependency_paramless", tdependencies.DependencyParamless},
	{"t_dependencies/test_param_in_path_and_dependency", tdependencies.ParamInPathAndDependency},
	{"t_dependencies/test_repeated_dependency_schema", tdependencies.RepeatedDependencySchema},
	{"t_dependencies/test_route_scope", tdependencies.RouteScope},
	{"t_forms_files/test_datastructures", tformsfiles.Datastructures},
	{"t_forms_files/test_file_and_form_order_issue_9116", tformsfiles.Order},
	{"t_forms_files/test_form_default", tformsfiles.Defaults},
	{"t_forms_files/test_forms_from_non_typing_sequences", tformsfiles.Lists},
	{"t_forms_files/test_forms_single_param", tformsfiles.SingleField},
	{"t_forms_files/test_union_forms", tformsfiles.Union},
	{"t_security/test_dependency_security_overrides", tsecurity.SecurityOverrides},
	{"t_security/test_security_api_key_cookie_description", securityschemes.CookieDescription},
	{"t_security/test_security_api_key_header_description", securityschemes.HeaderDescription},
	{"t_security/test_security_api_key_header_optional", securityschemes.HeaderOptional},
	{"t_security/test_security_api_key_query", securityschemes.Query},
	{"t_security/test_security_api_key_query_optional", securityschemes.QueryOptional},
	{"t_security/test_security_http_base", tsecurity.HTTPBase},
	{"t_security/test_security_http_base_description", tsecurity.HTTPBase},
	{"t_security/test_security_http_basic_optional", securityschemes.BasicOptional},
	{"t_security/test_security_http_basic_realm", securityschemes.BasicRealm},
	{"t_security/test_security_http_basic_realm_description", securityschemes.BasicRealmDescription},
	{"t_security/test_security_http_bearer_description", securityschemes.BearerDescription},
	{"t_security/test_security_http_bearer_optional", securityschemes.BearerOptional},
	{"t_security/test_security_http_digest_optional", securityschemes.DigestOptional},
	{"t_security/test_security_oauth2", securityschemes.PasswordFlow},
	{"t_security/test_security_oauth2_authorization_code_bearer", securityschemes.CodeBearer},
	{"t_security/test_security_oauth2_authorization_code_bearer_scopes_openapi", securityschemes.CodeBearerScopes},
	{"t_security/test_security_oauth2_authorization_code_bearer_scopes_openapi_simple", securityschemes.CodeBearerScopesSimple},
	{"t_security/test_security_oauth2_password_bearer_optional_description", securityschemes.PasswordBearerOptional},
	{"t_security/test_security_openid_connect", securityschemes.OpenID},
	{"t_security/test_security_openid_connect_description", securityschemes.OpenIDDescription},
	{"t_security/test_security_openid_connect_optional", securityschemes.OpenIDOptional},
	{"t_security/test_security_scopes_dont_propagate", securityschemes.ScopesStayInTheirChain},
	{"t_security/test_security_scopes_sub_dependency", tsecurity.ScopesOfSubDependencies},
	{"t_security/test_top_level_security_scheme_in_openapi", securityschemes.TopLevel},
	{"t_security/test_webhooks_security", tsecurity.WebhooksSecurity},
	{"templates/tutorial001", templates.Tutorial001},
}

// missing are the cases of these areas that have no port, with what they wait for.
var missing = map[string]string{}

// dependencyTesting is the app as its test changes it, which is what most of
// its cases expect.
func dependencyTesting() *signet.App {
	return dependencytesting.Tutorial001().Twin(layer.Overrides{List: []layer.Override{
		{Type: reflect.TypeFor[dependencytesting.Commons](), Func: dependencytesting.FewParameters, Place: caller.Here(0)},
	}})
}
